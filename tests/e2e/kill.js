// Runs inside the page before anything else: does the edits that the test asks for, and tells what is on screen.
(async () => {
    const pause = (milliseconds) => new Promise((go_on) => setTimeout(go_on, milliseconds));
    const painted = () => new Promise((go_on) => requestAnimationFrame(() => setTimeout(go_on)));
    const marks = () => [...document.querySelectorAll("article mark[data-mention]")];
    const seen = () => {
        const cues = [...document.querySelectorAll("article [data-stance]")];
        const of = (data) => [data.mention, data.type, data.entity, data.stance, data.polarity, data.status].join(" ");
        return [...marks(), ...cues].map((element) => `${of(element.dataset)} ${element.textContent}`).join("\n");
    };
    const press = (key) => {
        const code = { key, bubbles: true, cancelable: true };
        (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent("keydown", code));
    };
    while (marks().length === 0) await pause(10);
    let between = [];
    for (;;) {
        await painted();
        const saved = Boolean(document.querySelector(".is-safe"));
        const said = { between, screen: seen(), marks: marks().length, saved };
        between = [];
        const answer = await fetch("/seen", { method: "POST", body: JSON.stringify(said) });
        for (const { pick, key } of await answer.json()) {
            const there = marks();
            if (pick !== null && there.length > 0) there[pick % there.length].click();
            await pause(0);
            press(key);
            await pause(0);
            between.push(seen());
        }
    }
})();
