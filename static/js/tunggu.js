/* A bar that moves while the server reads a file or stores a long list, under the button that was pressed. Forms that
   send a file have it; others ask for it with `data-tunggu`. It shows after a moment only: quick answers need none. */
(function () {
  "use strict";

  const JEDA = 600; // milliseconds
  const lama = (formulir) => formulir.enctype === "multipart/form-data" || "tunggu" in formulir.dataset;

  document.addEventListener("submit", (kejadian) => {
    const formulir = kejadian.target;
    if (kejadian.defaultPrevented || !lama(formulir)) return;
    setTimeout(() => {
      if (formulir.querySelector(".tunggu")) return;
      const kotak = document.createElement("p");
      kotak.className = "tunggu";
      kotak.setAttribute("role", "status");
      const batang = document.createElement("progress");
      batang.className = "kemajuan__batang";
      batang.setAttribute("aria-label", "Sedang dikerjakan");
      kotak.append(batang, " Sedang dikerjakan. Jangan tutup halaman ini.");
      formulir.append(kotak);
    }, JEDA);
  });

  // Coming back by the browser's own button must not find the bar still moving.
  addEventListener("pageshow", () => document.querySelectorAll(".tunggu").forEach((satu) => satu.remove()));
})();
