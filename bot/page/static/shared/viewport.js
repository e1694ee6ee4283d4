// The height that is seen: some browsers lay the keyboard over the page without making it smaller.

const UNZOOMED = 1.01;

/** Keeps `--seen-height` at the part of the screen that the keyboard leaves. */
export function followViewport() {
  const seen = window.visualViewport;
  if (!seen) return;
  const follow = () => {
    // Whoever pinches to read looks at a part of the page; it stays as large as it was.
    if (seen.scale < UNZOOMED) document.documentElement.style.setProperty("--seen-height", `${seen.height}px`);
    if (seen.scale < UNZOOMED && seen.offsetTop > 0) scrollTo(0, 0);
  };
  seen.addEventListener("resize", follow);
  seen.addEventListener("scroll", follow);
  follow();
}
