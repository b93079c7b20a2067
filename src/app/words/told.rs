//! Annotations and edits in words, for labels, the live region and the history.

use super::phrases;

phrases! {
    percent_said(n): "{n} percent", "yüzde {n}";
    in_doubt_said: "in doubt", "kuşkulu";
    favors(holder, target): "{holder} in favor of {target}", "{holder} → {target} lehte";
    opposes(holder, target): "{holder} against {target}", "{holder} → {target} aleyhte";
    by_side(pair): "{pair}, by side", "{pair}, taraf olarak";
    in_short(holder, polarity, target): "{holder} {polarity} {target}", "{holder} → {target} {polarity}";
    a_mention: "a mention", "bir anılma";
    a_stance: "a stance", "bir tutum";
    the_article: "the article", "haber";

    marked_as(words, label): "Marked {words} as {label}", "İşaretlendi: {words}, {label}";
    changed_to(words, to): "Changed {words} to {to}", "Değiştirildi: {words} → {to}";
    now_means(words, name): "{words} now means {name}", "{words} artık şu varlık: {name}";
    split_off(words): "Split off {words} as an entity of its own", "Ayrı bir varlık yapıldı: {words}";
    gave_by_name(words): "Gave {words} to the entity of its name", "Adını taşıyan varlığa verildi: {words}";
    took_out(words): "Took {words} out of its entity", "Varlığından çıkarıldı: {words}";
    took_back_in(words): "Took {words} back in", "Geri alındı: {words}";
    confirmed(what): "Confirmed {what}", "Onaylandı: {what}";
    rejected(what): "Rejected {what}", "Reddedildi: {what}";
    removed(what): "Removed {what}", "Kaldırıldı: {what}";
    renamed(name, to): "Renamed {name} to {to}", "Adı değiştirildi: {name} → {to}";
    now_speaks_for(name, side): "{name} speaks for {side}", "{name}, adına konuştuğu taraf: {side}";
    speaks_for_nobody(name): "{name} speaks for nobody else", "{name} artık kimse adına konuşmuyor";
    linked(name, link): "Linked {name} to {link}", "Bağlandı: {name} → {link}";
    unlinked(name): "Removed the link of {name}", "Bağlantısı kaldırıldı: {name}";
    merged(from, into): "Merged {from} into {into}", "Birleştirildi: {from} → {into}";
    added_stance(stance, cue): "Added {stance}: {cue}", "Eklendi: {stance}: {cue}";
    holder_now(stance, name): "{stance}: holder is now {name}", "{stance}: tutum sahibi artık {name}";
    target_now(stance, name): "{stance}: target is now {name}", "{stance}: hedef artık {name}";
    polarity_now(stance, polarity): "{stance}: now {polarity}", "{stance}: artık {polarity}";
    cue_now(stance, cue): "{stance}: cue is now {cue}", "{stance}: dayanak artık {cue}";
    took_stance_back_in(stance): "Took back in: {stance}", "Geri alındı: {stance}";
    wrote_note(what): "Wrote a note on {what}", "Not yazıldı: {what}";
    removed_note(what): "Removed the note on {what}", "Notu kaldırıldı: {what}";
    put_in_doubt(what): "Put {what} in doubt", "Kuşkulu sayıldı: {what}";
    no_doubt(what): "No doubt about {what} any more", "Artık kuşkulu değil: {what}";
    titled(title): "Titled the article {title}", "Haberin başlığı: {title}";
    tagged_article(mentions, stances): "Tagged the article: {mentions} mentions, {stances} stances",
        "Haber etiketlendi: {mentions} anılma, {stances} tutum";

    treat_every(words): "Treat every “{words}” like this one", "Her “{words}” için aynısını yap";
    reject_every(words): "Reject every “{words}”", "Her “{words}” için reddet";
    mark_as(places, label): "Mark {places} as {label}", "İşaretle: {places}, {label}";
    same_in(words, places): "{words}: the same in {places}", "{words}: aynısı {places} için";
    were_marked_as(words, places, label): "{words}: {places} marked as {label}", "{words}: {places}, {label} olarak işaretlendi";
    confirmed_sure(suggestions, percent): "Confirmed {suggestions} of {percent} percent or more",
        "Onaylandı: en az yüzde {percent} kesin {suggestions}";
    confirmed_found(marks, wanted): "Confirmed {marks} found by “{wanted}”", "Onaylandı: “{wanted}” ile bulunan {marks}";
    rejected_found(marks, wanted): "Rejected {marks} found by “{wanted}”", "Reddedildi: “{wanted}” ile bulunan {marks}";
}
