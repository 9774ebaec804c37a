// A number leads into the list that it counts: the fold around that list opens.

function reveal() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const fold = target?.closest("details:not([open])");
  if (!fold) return;
  fold.open = true;
  target.scrollIntoView();
}

addEventListener("hashchange", reveal);
reveal();
