// Runs inside the page before anything else: does the edits that the test asks for, and tells what is on screen the
// moment it is drawn.
(async () => {
    const task = () => new Promise((go_on) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = go_on;
        port2.postMessage(0);
    });
    const marks = () => [...document.querySelectorAll("article mark[data-mention]")];
    const seen = () => {
        const cues = [...document.querySelectorAll("article [data-stance]")];
        const of = (data) => [data.mention, data.type, data.entity, data.stance, data.polarity, data.status].join(" ");
        return [...marks(), ...cues].map((element) => `${of(element.dataset)} ${element.textContent}`).join("\n");
    };
    const is_saved = () => Boolean(document.querySelector(".is-safe"));
    const press = (key) => {
        const code = { key, bubbles: true, cancelable: true };
        (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent("keydown", code));
    };

    // Writes to journals, and of what was learned, that are under way.
    let writes = 0;
    const transaction = IDBDatabase.prototype.transaction;
    IDBDatabase.prototype.transaction = function (names, mode, ...rest) {
        const begun = transaction.call(this, names, mode, ...rest);
        if (mode === "readwrite" && ["journal", "session"].some((name) => begun.objectStoreNames.contains(name))) {
            writes += 1;
            const over = () => { writes -= 1; };
            begun.addEventListener("complete", over);
            begun.addEventListener("abort", over);
        }
        return begun;
    };
    while (marks().length === 0) await new Promise((go_on) => setTimeout(go_on, 10));
    // Drawn before it was in the store: 0, unless the store took so long that the page said so.
    let early = 0;
    let drawn = seen();
    new MutationObserver(() => {
        const now = seen();
        if (now !== drawn && writes > 0 && is_saved()) early += 1;
        drawn = now;
    }).observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });

    let between = [];
    // How long the presses took from the key to the drawing, in milliseconds.
    let times = [];
    for (;;) {
        const said = { between, screen: seen(), marks: marks().length, saved: is_saved(), early, times };
        [between, times] = [[], []];
        const answer = await fetch("/seen", { method: "POST", body: JSON.stringify(said) });
        for (const { pick, key } of await answer.json()) {
            const there = marks();
            if (pick !== null && there.length > 0) there[pick % there.length].click();
            await task();
            await task();
            const before = drawn;
            const start = performance.now();
            press(key);
            await task();
            const is_written = writes > 0;
            // Until the store has it and it is drawn: later than the page itself waits, something has no effect.
            while (writes > 0 && performance.now() < start + 400) await task();
            const stored = performance.now();
            while (is_written && drawn === before && performance.now() < stored + 200) await task();
            if (is_written && drawn !== before) times.push(performance.now() - start);
            between.push(seen());
        }
    }
})();
