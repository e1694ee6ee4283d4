// What one sees while a year of the office is being played: how far it is, and then the page that was asked for.

const AGAIN_MS = 1000;
const bar = document.getElementById("part");
const day = document.getElementById("day");

async function look() {
  try {
    const year = await (await fetch("api/year")).json();
    if (year.ready) return location.reload();
    bar.value = year.part;
    if (year.day) day.textContent = `Đã tới ${year.day}`;
  } catch {
    // the program was stopped, or starts anew
  }
  setTimeout(look, AGAIN_MS);
}

look();
