// Only in the served folder: keeps the page for use without a network, and says when a newer version is there.
(() => {
  if (!("serviceWorker" in navigator)) return;

  const offerReload = (waiting) => {
    const notice = document.createElement("p");
    notice.setAttribute("role", "status");
    notice.className = "new-version";
    notice.append("A new version of Standpoint is there. Your work is kept. ");
    const reload = document.createElement("button");
    reload.type = "button";
    reload.textContent = "Reload when you like";
    reload.addEventListener("click", () => {
      navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
      waiting.postMessage("take over");
    });
    notice.append(reload);
    document.body.append(notice);
  };

  // A folder that was not packed has no service worker: then there is nothing to install.
  navigator.serviceWorker.register("offline.js").then(
    (registration) => {
      if (registration.waiting && navigator.serviceWorker.controller) offerReload(registration.waiting);
      registration.addEventListener("updatefound", () => {
        const coming = registration.installing;
        coming?.addEventListener("statechange", () => {
          if (coming.state === "installed" && navigator.serviceWorker.controller) offerReload(coming);
        });
      });
    },
    (error) => console.info("Standpoint stays online only:", error.message),
  );
})();
