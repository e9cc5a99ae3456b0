/* What the two quick ways (penyunting.js on Tahap 3, setempat.js elsewhere) have in common: what they say aloud, what they
   tell when the server cannot be reached or answers no part of the page, and where the focus goes in an open form.
   Needs templates/komponen/kabar_cepat.html in the page. */
(function () {
  "use strict";

  /* Say aloud what the status bar shows: the bar is replaced, and a replaced live region is not read. */
  function umumkan(teks) {
    const bilah = document.getElementById("bilah-status");
    const isi = teks || (bilah ? [...bilah.querySelectorAll(".bilah-status__tersimpan, .bilah-status__urungkan > span")]
      .map((satu) => satu.textContent.trim()).filter(Boolean).join(" ") : "");
    document.getElementById("kabar").textContent = isi;
  }

  function beriTahu(teks, url, teksUrl) {
    const kotak = document.getElementById("gangguan");
    kotak.querySelector("p").textContent = teks;
    const tautan = kotak.querySelector("a");
    tautan.hidden = !url;
    tautan.href = url || "#";
    tautan.textContent = teksUrl || "";
    kotak.hidden = false;
  }

  function keFormulir(bagian) {
    const kolom = bagian.querySelector("[autofocus], .pesan--warning button, [aria-invalid=true]")
      || bagian.querySelector("textarea, select, input:not([type=hidden])");
    if (!kolom) return;
    kolom.focus({ preventScroll: true });
    if (kolom.tagName === "TEXTAREA") kolom.setSelectionRange(kolom.value.length, kolom.value.length);
    bagian.scrollIntoView({ block: "nearest" });
  }

  /* Watch the answers to a page's requests. `tanda` begins an answer that holds parts of the page, whatever its status. */
  function awasi(wadah, tanda) {
    const bagian = (acara) => acara.detail.xhr.responseText.includes(tanda);

    document.body.addEventListener("htmx:beforeOnLoad", (acara) => {
      document.getElementById("gangguan").hidden = true;
      const jawaban = acara.detail.xhr.responseURL;
      if (!jawaban || new URL(jawaban).pathname !== wadah.dataset.masuk) return;
      acara.preventDefault();
      beriTahu("Sesi Anda sudah berakhir. Tulisan Anda masih ada di halaman ini: masuk lagi di tab baru, lalu kembali ke sini dan ulangi tindakan terakhir.", wadah.dataset.masuk, "Masuk lagi");
    });

    document.body.addEventListener("htmx:beforeSwap", (acara) => {
      if (bagian(acara)) acara.detail.shouldSwap = true;
    });

    document.body.addEventListener("htmx:sendError", () => {
      beriTahu("Sambungan terputus. Perubahan terakhir belum tersimpan; tulisan Anda masih ada di halaman ini. Ulangi setelah tersambung kembali.");
    });

    document.body.addEventListener("htmx:responseError", (acara) => {
      if (bagian(acara)) return;
      beriTahu("Tindakan ini tidak berhasil. Tulisan Anda masih ada di halaman ini.", location.pathname, "Muat ulang halaman");
    });
  }

  window.cepat = { umumkan, keFormulir, awasi };
})();
