/* What is typed in a long form is kept in this tab until it is saved: a reload, a lost connection or an expired session
   loses nothing. Offered again above the form, never put in unasked; nothing is sent anywhere. */
(function () {
  "use strict";

  const tawaran = document.getElementById("tawaran-draf");
  if (!tawaran) return;

  const AWALAN = "draf:";
  const JEDA = 600; // milliseconds without a key before it is kept
  const formulir = [...document.querySelectorAll("main form[method=post]")].filter((satu) => satu.querySelector("textarea") && !satu.closest("#penyunting"));
  const kunci = (satu) => `${AWALAN}${location.pathname}${location.search}#${satu.id || formulir.indexOf(satu)}`;
  const bidang = (satu) => [...satu.elements].filter((isi) => isi.name && isi.matches("textarea, input[type=text]"));
  const jam = (waktu) => new Date(waktu).toLocaleTimeString("id", { hour: "2-digit", minute: "2-digit" });

  const baca = (nama) => JSON.parse(sessionStorage.getItem(nama) || "null");
  const tulis = (nama, isi) => sessionStorage.setItem(nama, JSON.stringify(isi));

  /* What was sent from another page has been answered by this one; unless the answer was to sign in again. */
  function bersihkan() {
    const disini = new Set(formulir.map(kunci));
    const masukLagi = document.referrer && new URL(document.referrer).pathname === tawaran.dataset.masuk;
    for (const nama of Object.keys(sessionStorage).filter((satu) => satu.startsWith(AWALAN) && !disini.has(satu))) {
      if (masukLagi) tulis(nama, { ...baca(nama), dikirim: false });
      else if (baca(nama).dikirim) sessionStorage.removeItem(nama);
    }
  }

  function kabar(satu) {
    let tempat = satu.querySelector(":scope > .draf");
    if (!tempat) {
      tempat = document.createElement("p");
      tempat.className = "draf kecil redup";
      tempat.setAttribute("role", "status");
      satu.append(tempat);
    }
    return tempat;
  }

  function simpan(satu) {
    const waktu = Date.now();
    tulis(kunci(satu), { waktu, isi: Object.fromEntries(bidang(satu).map((isi) => [isi.name, isi.value])) });
    kabar(satu).textContent = `Draf tersimpan di tab ini pukul ${jam(waktu)}. Tekan Simpan bila sudah selesai.`;
  }

  /* Above the form: what was typed before and is not in it now, to be taken or thrown away. */
  function tawarkan(satu) {
    const draf = baca(kunci(satu));
    if (!draf) return;
    const beda = bidang(satu).filter((isi) => isi.name in draf.isi && draf.isi[isi.name] !== isi.value);
    if (!beda.length) return sessionStorage.removeItem(kunci(satu));
    const kotak = tawaran.content.firstElementChild.cloneNode(true);
    kotak.querySelector("p").textContent = `Ada tulisan pukul ${jam(draf.waktu)} yang belum tersimpan.`;
    kotak.querySelector("[data-draf=pakai]").addEventListener("click", () => {
      beda.forEach((isi) => { isi.value = draf.isi[isi.name]; });
      kotak.remove();
      beda[0].focus();
    });
    kotak.querySelector("[data-draf=buang]").addEventListener("click", () => {
      sessionStorage.removeItem(kunci(satu));
      kotak.remove();
    });
    satu.before(kotak);
  }

  bersihkan();
  for (const satu of formulir) {
    let tunggu;
    tawarkan(satu);
    satu.addEventListener("input", () => {
      clearTimeout(tunggu);
      tunggu = setTimeout(simpan, JEDA, satu);
    });
    satu.addEventListener("submit", () => {
      clearTimeout(tunggu);
      simpan(satu);
      tulis(kunci(satu), { ...baca(kunci(satu)), dikirim: true });
    });
  }
})();
