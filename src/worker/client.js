// Follows the glue that wasm-bindgen wrote, inside the worker. The first message is the worker's wasm; what comes
// later is for the program in it, which sets its own listener. A worker that cannot start says so.
self.onmessage = ({ data }) => {
  self.onmessage = null;
  wasm_bindgen({ module_or_path: data }).catch((error) => {
    self.postMessage(JSON.stringify({ broken: String(error) }));
  });
};
