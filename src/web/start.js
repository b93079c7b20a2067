// Starts the app. The parts of the program lie beside the page (the served folder) or inside it (the single file);
// nothing else in the program knows which.
async function standpointPart(name) {
  const packed = document.getElementById(`part:${name}`);
  let response;
  if (packed) {
    const bytes = Uint8Array.from(atob(packed.textContent), (c) => c.charCodeAt(0));
    response = new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")));
  } else {
    response = await fetch(name);
    if (!response.ok) throw new Error(`${name}: ${response.status} ${response.statusText}`);
  }
  return new Uint8Array(await response.arrayBuffer());
}

standpointPart("app_bg.wasm")
  .then((wasm) => wasm_bindgen({ module_or_path: wasm }))
  .catch((error) => {
    const notice = document.createElement("p");
    notice.setAttribute("role", "alert");
    notice.textContent =
      "Standpoint could not start in this browser. It needs a current Firefox, Chrome, Edge or Safari. " +
      `The browser said: ${error}`;
    document.body.prepend(notice);
    throw error;
  });
