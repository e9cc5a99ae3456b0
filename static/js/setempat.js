/* The quick way on Tahap 1, 2, 4 and 5. Links, buttons and forms of the page work without this file; here their answers
   are put into the page that stands instead of loading a new one. One request at a time, in the order of pressing.

   The server answers with <template data-jawaban> (pohon/setempat.py): parts of the page, each replacing the
   one with its id; a row of a table in a template of its own, which is how it can be parsed. In a list (data-daftar) a row that is already here is an empty placeholder, and a row in which
   something is typed (data-berubah) stays as it is. Other files of these pages use `window.setempat`. */
(function () {
  "use strict";

  const wadah = document.querySelector("[data-setempat]");
  if (!wadah || !window.htmx) return;

  const { umumkan, keFormulir, awasi } = window.cepat;

  const PALING_PANJANG = 6000; // of the header that names the rows shown; servers refuse longer ones: then all are sent
  const BISA = "a[href], button, input:not([type=hidden]), select, textarea, summary";
  const tertutup = new Map(); // id of an open row → the closed row that stood in its place
  const pendengar = [];
  let antrean = Promise.resolve();
  let sesudahTukar = null;

  const terbuka = () => wadah.querySelector("[data-terbuka]");
  const butir = () => [...wadah.querySelectorAll("[data-butir]")];

  function berisi(bagian) {
    return [...bagian.querySelectorAll("textarea, input:not([type=hidden], [type=checkbox], [type=radio], [type=search])")].some((satu) => satu.value !== satu.defaultValue)
      || [...bagian.querySelectorAll("input[type=checkbox], input[type=radio]")].some((satu) => satu.checked !== satu.defaultChecked)
      || [...bagian.querySelectorAll("select")].some((satu) => {
        const semula = [...satu.options].findIndex((pilihan) => pilihan.defaultSelected);
        return satu.selectedIndex !== Math.max(semula, 0);
      });
  }

  /* ---- Asking the server ---- */

  /* Send a request after those before it; `siap` is called just before it goes. */
  function kirim(cara, alamat, nilai, siap) {
    antrean = antrean.then(() => {
      if (siap) siap();
      const tampak = [...wadah.querySelectorAll("[data-sidik]")].map((satu) => satu.dataset.sidik).filter(Boolean).join(" ");
      wadah.setAttribute("aria-busy", "true");
      if (nilai instanceof FormData && nilai.has("csrfmiddlewaretoken")) nilai.set("csrfmiddlewaretoken", tanda());
      return htmx.ajax(cara, alamat, {
        source: wadah,
        target: wadah,
        swap: "setempat",
        values: nilai,
        headers: tampak && tampak.length < PALING_PANJANG ? { "X-Tampak": tampak } : {},
      });
    }).catch(() => {}).finally(() => wadah.removeAttribute("aria-busy"));
    return antrean;
  }

  /* The token as it is now: signing in again in another tab has changed the one printed in the page. */
  function tanda() {
    const kue = document.cookie.split("; ").find((satu) => satu.startsWith("csrftoken="));
    return kue ? kue.slice("csrftoken=".length) : document.querySelector("[name=csrfmiddlewaretoken]").value;
  }

  function kirimFormulir(formulir, tombol) {
    const nilai = new FormData(formulir, tombol && tombol.form === formulir ? tombol : null);
    return kirim("POST", (tombol && tombol.getAttribute("formaction")) || formulir.getAttribute("action"), nilai);
  }

  /* Whatever is done next, what was typed in an open part is saved first, as leaving a cell does; false: it could not. */
  async function simpanDahulu(asal) {
    const lain = terbuka();
    if (!lain || lain.contains(asal)) return true;
    const formulir = lain.querySelector("form");
    if (asal && asal.form && asal.form === formulir) return true;
    if (lain.querySelector(".bentrok-kotak")) {
      keFormulir(lain);
      umumkan("Putuskan dahulu tulisan mana yang disimpan.");
      return false;
    }
    // What was refused is printed as typed: it does not differ from what the page began with, but it is not saved.
    if (!berisi(lain) && !lain.querySelector("[aria-invalid=true], .pesan--warning")) return true;
    await kirimFormulir(formulir, null);
    return !terbuka();
  }

  /* ---- Putting answers into the page ---- */

  htmx.defineExtension("setempat", {
    isInlineSwap: (gaya) => gaya === "setempat",
    handleSwap(gaya, sasaran, potongan) {
      const jawaban = [...potongan.querySelectorAll("template[data-jawaban]")];
      if (!jawaban.length) return false;
      const semula = tandaiTempat();
      for (const baru of jawaban.flatMap((satu) => [...satu.content.children])) {
        const lama = document.getElementById(baru.id);
        if (!lama) return location.reload();
        if (baru.hasAttribute("data-daftar")) tukarDaftar(lama, baru);
        else tukar(lama, baru);
      }
      pendengar.forEach((satu) => satu());
      sesudahTukar = () => kembalikanFokus(semula, jawaban[0].dataset.fokus || "");
      return true;
    },
  });

  // Only now: htmx itself looks for the focus before it tells that it is done.
  wadah.addEventListener("htmx:afterSwap", () => {
    if (sesudahTukar) sesudahTukar();
    sesudahTukar = null;
    umumkan();
  });

  /* Put a part in place of another. Only one row is open at a time: another returns to what it was. */
  function tukar(lama, baru) {
    if (baru.dataset.terbuka) {
      for (const [id, semula] of tertutup) if (id !== baru.id) document.getElementById(id)?.replaceWith(semula);
      if (!lama.dataset.terbuka) tertutup.set(baru.id, lama);
    }
    lama.replaceWith(baru);
    for (const id of [...tertutup.keys()]) if (!document.getElementById(id)?.dataset.terbuka) tertutup.delete(id);
  }

  /* Close an open row without a request; false when what stood there is not known. */
  function tutup(bagian) {
    const semula = tertutup.get(bagian.id);
    if (!semula) return false;
    tertutup.delete(bagian.id);
    bagian.replaceWith(semula);
    pendengar.forEach((satu) => satu());
    keUnsur(semula, semula);
    return true;
  }

  /* Something is typed in the row that has not been sent: it is not touched. */
  const tertahan = (baris) => baris.hasAttribute("data-berubah") && (!baris.dataset.dikirim || baris.hasAttribute("data-lagi"));

  /* Make a list as the server says; rows that stay are not even moved, so that focus and typing in them go on. */
  function tukarDaftar(lama, baru) {
    const kini = new Map([...lama.children].map((satu) => [satu.id, satu]));
    const urut = [...baru.children].map((satu) => {
      const ada = kini.get(satu.id);
      if (!ada || (!tertahan(ada) && !satu.hasAttribute("data-tetap"))) return satu;
      if (ada.dataset.dikirim && satu.dataset.versi) ada.dataset.versi = satu.dataset.versi;
      return ada;
    });
    if (urut.some((satu) => satu.hasAttribute("data-tetap"))) return location.reload();
    let kursor = lama.firstElementChild;
    for (const satu of urut) {
      if (satu === kursor) kursor = kursor.nextElementSibling;
      else lama.insertBefore(satu, kursor);
    }
    while (kursor) {
      const berikut = kursor.nextElementSibling;
      if (!tertahan(kursor)) kursor.remove();
      kursor = berikut;
    }
    for (const id of [...tertutup.keys()]) if (!document.getElementById(id)?.dataset.terbuka) tertutup.delete(id);
  }

  /* ---- Focus ---- */

  /* Remember where the focus is: in which row, the how-manieth row, and on which of its links and buttons. */
  function tandaiTempat() {
    const elemen = document.activeElement;
    const baris = elemen && elemen.closest("[data-butir]");
    if (!baris || !wadah.contains(baris)) return { elemen, id: "", nomor: -1, tombol: -1 };
    const tombol = elemen.closest("[data-terbuka]") ? -1 : [...baris.querySelectorAll(BISA)].indexOf(elemen);
    return { elemen, id: baris.id, nomor: butir().indexOf(baris), tombol };
  }

  function kembalikanFokus(tempat, fokus) {
    const buka = terbuka();
    if (buka && !buka.contains(tempat.elemen)) return keFormulir(buka);
    const atas = wadah.querySelector(".govuk-error-summary");
    if (atas) return atas.focus();
    if (document.activeElement !== document.body) return; // what had the focus has stayed
    const sama = document.getElementById(tempat.id);
    const tombol = sama && (!fokus || fokus === tempat.id) ? sama.querySelectorAll(BISA)[tempat.tombol] : null;
    if (tombol && !tombol.disabled) return keUnsur(tombol, sama);
    const semua = butir();
    const baris = document.getElementById(fokus) || sama || semua[Math.min(tempat.nomor, semua.length - 1)];
    if (baris) keUnsur(baris, baris);
  }

  function keUnsur(unsur, baris) {
    if (unsur === baris && !baris.hasAttribute("tabindex")) baris.tabIndex = -1;
    unsur.focus({ preventScroll: true });
    baris.scrollIntoView({ block: "nearest" });
  }

  /* ---- Listening ---- */

  const milikKita = (formulir) => wadah.contains(formulir) || formulir.matches(".bilah-status__urungkan");

  document.addEventListener("submit", async (acara) => {
    const formulir = acara.target;
    if (!milikKita(formulir) || formulir.hasAttribute("data-biasa")) return;
    acara.preventDefault();
    if (await simpanDahulu(acara.submitter || formulir)) kirimFormulir(formulir, acara.submitter);
  });

  wadah.addEventListener("click", async (acara) => {
    const tautan = acara.target.closest("a[href]");
    if (!tautan || acara.ctrlKey || acara.metaKey || acara.shiftKey || tautan.getAttribute("href").startsWith("#")) return;
    if (tautan.pathname !== location.pathname && !tautan.hasAttribute("data-cepat")) return;
    if (tautan.closest(".saring")) return;
    acara.preventDefault();
    const bagian = tautan.closest("[data-terbuka]");
    if (bagian && !bagian.querySelector(".bentrok-kotak") && tautan.pathname === location.pathname && !tautan.search && tutup(bagian)) return;
    if (await simpanDahulu(tautan)) kirim("GET", tautan.getAttribute("href").split("#")[0], null);
  });

  /* Enter saves a statement, Ctrl and Enter any form, Esc leaves it; Ctrl Z and Ctrl Y press the status bar's buttons. */
  document.addEventListener("keydown", (acara) => {
    if (acara.defaultPrevented || acara.isComposing) return;
    const buka = acara.target.closest("[data-terbuka]");
    const diKolom = acara.target.matches("textarea, input:not([type=checkbox], [type=radio]), select, [contenteditable]");
    if (buka && acara.key === "Escape") {
      acara.preventDefault();
      [...buka.querySelectorAll("a.govuk-link, a.govuk-button")].at(-1)?.click();
    } else if (buka && acara.key === "Enter" && (acara.ctrlKey || menyimpan(acara))) {
      acara.preventDefault();
      const formulir = acara.target.form || buka.querySelector("form");
      formulir.requestSubmit(formulir.querySelector("button[type=submit][value=simpan], button[type=submit]:not([name])"));
    } else if ((acara.ctrlKey || acara.metaKey) && !diKolom && /^[zy]$/i.test(acara.key)) {
      acara.preventDefault();
      balik(acara.key.toLowerCase() === "y" || acara.shiftKey ? "ulangi" : "urungkan");
    }
  });

  /* Whether Enter in this field saves: a statement, and fields of one line (a search keeps its own button). */
  function menyimpan(acara) {
    if (acara.shiftKey || acara.altKey) return false;
    return acara.target.name === "pernyataan" || acara.target.matches("input[type=text]");
  }

  function balik(arah) {
    const formulir = [...document.querySelectorAll(".bilah-status__urungkan")]
      .find((satu) => (satu.querySelector("[name=arah]")?.value || "urungkan") === arah);
    if (formulir) formulir.requestSubmit();
    else umumkan(`Tidak ada yang dapat di${arah}.`);
  }

  awasi(wadah, "<template data-jawaban");

  window.addEventListener("beforeunload", (acara) => {
    const bagian = terbuka();
    if ((bagian && berisi(bagian)) || wadah.querySelector("[data-berubah]")) acara.preventDefault();
  });

  window.setempat = {
    wadah, kirim, tanda, umumkan, keUnsur,
    /* Call `fungsi` now and whenever parts of the page have changed. */
    saatBerubah(fungsi) {
      pendengar.push(fungsi);
      fungsi();
    },
  };
})();
