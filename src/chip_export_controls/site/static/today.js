// says what the record holds for the reader's own day, where that differs from the day of the version
"use strict";
(() => {
  const box = document.getElementById("verdict");
  if (!box) return;
  const today = new Date().toISOString().slice(0, 10);
  const rows = JSON.parse(box.dataset.stretches);
  const on = (day) => rows.filter((r) => r[1] <= day && (!r[2] || day <= r[2])).map((r) => r[0] + "|" + r[3] + "|" + r[4]);
  const then = on(box.dataset.day);
  const now = on(today);
  if (today <= box.dataset.day || then.join() === now.join()) return;
  const words = now.map((r) => { const [part, status, sure] = r.split("|"); return (part ? part + ": " : "") + status.replace("-", " ") + (sure === "possible" ? " (possibly)" : ""); });
  const note = document.createElement("p");
  note.className = "say";
  note.textContent = "By the dates in this version, today it stands otherwise: " + words.join("; ") + ". A newer version may know more.";
  box.after(note);
})();
