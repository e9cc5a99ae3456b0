/* Hints while someone types: what the checks will say of this text, under the field, and a formula as it will look.
   A form or a part of it takes part with `data-saran` (the address), `data-untuk` (what it is about) and, in a grid,
   `data-awalan` (what the names of its fields begin with); an element `data-rumus` in it shows the formula. The server
   decides everything (pohon/views/saran.py); only fields that were touched get hints. */
(function () {
  "use strict";

  const JEDA = 500; // milliseconds without a key
  const keadaan = new WeakMap(); // part → {tunggu, sedang, disentuh}

  const nama = (bagian, bidang) => bidang.name.slice((bagian.dataset.awalan || "").length);
  const bidang = (bagian) => [...bagian.querySelectorAll("input, textarea, select")]
    .filter((satu) => satu.name.startsWith(bagian.dataset.awalan || "") && satu.name !== "csrfmiddlewaretoken");

  function isi(bagian) {
    const hasil = new URLSearchParams({ untuk: bagian.dataset.untuk });
    for (const satu of bidang(bagian)) {
      if (["checkbox", "radio"].includes(satu.type) && !satu.checked) continue;
      hasil.append(nama(bagian, satu), satu.value);
    }
    return hasil;
  }

  /* Where the hints of a field are read aloud: made with the first key, before there is anything to say. */
  function tempat(satu) {
    const kelompok = satu.closest(".govuk-form-group") || satu.parentElement;
    let kotak = kelompok.querySelector(":scope > .saran");
    if (!kotak) {
      kotak = document.createElement("div");
      kotak.className = "saran";
      kotak.setAttribute("aria-live", "polite");
      kelompok.append(kotak);
    }
    return kotak;
  }

  function tukar(kotak, potongan) {
    const lama = kotak.textContent.replace(/\s+/g, " ").trim();
    if (lama !== potongan.textContent.replace(/\s+/g, " ").trim()) kotak.replaceChildren(...potongan.childNodes);
  }

  async function tanya(bagian) {
    const kini = keadaan.get(bagian);
    kini.sedang?.abort();
    kini.sedang = new AbortController();
    const tanda = document.querySelector("[name=csrfmiddlewaretoken]").value;
    let jawaban;
    try {
      jawaban = await fetch(bagian.dataset.saran, {
        method: "POST", body: isi(bagian), headers: { "X-CSRFToken": tanda }, redirect: "error", signal: kini.sedang.signal,
      });
    } catch {
      return; // hints are no promise: what is typed is checked again when it is saved
    }
    if (!jawaban.ok) return;
    const lembar = document.createElement("template");
    lembar.innerHTML = await jawaban.text();
    for (const potongan of lembar.content.querySelectorAll("[data-kolom]")) {
      const satu = bidang(bagian).find((lain) => nama(bagian, lain) === potongan.dataset.kolom && lain.type !== "hidden");
      if (satu && kini.disentuh.has(satu.name)) tukar(tempat(satu), potongan);
    }
    const rumus = lembar.content.querySelector("[data-rumus]");
    const kotak = bagian.querySelector("[data-rumus]");
    if (rumus && kotak) tukar(kotak, rumus);
  }

  /* A form that came back from the server with what was typed (`data-segera`): its formula is not the stored one. */
  function segera() {
    for (const bagian of document.querySelectorAll("[data-saran][data-segera]")) {
      if (keadaan.has(bagian)) continue;
      keadaan.set(bagian, { disentuh: new Set() });
      tanya(bagian);
    }
  }

  document.addEventListener("input", (acara) => {
    const bagian = acara.target.closest("[data-saran]");
    if (!bagian || !acara.target.name) return;
    if (!keadaan.has(bagian)) keadaan.set(bagian, { disentuh: new Set() });
    const kini = keadaan.get(bagian);
    kini.disentuh.add(acara.target.name);
    tempat(acara.target);
    clearTimeout(kini.tunggu);
    kini.tunggu = setTimeout(tanya, JEDA, bagian);
  });

  document.body.addEventListener("htmx:afterSwap", segera);
  segera();
})();
