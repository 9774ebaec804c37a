// Leads on to where a page went, with the part of it that was asked for. Without this script the
// page leads on all the same, to the beginning.

const link = document.getElementById("moved-to");
link.hash = location.hash;
location.replace(link.href);
