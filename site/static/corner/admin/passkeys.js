// Says in words what allauth's script only writes to the console: that the passkey did not work.
document.addEventListener("allauth.error", (event) => {
  const trouble = document.querySelector("[data-passkey-trouble]");
  if (!trouble) return;
  event.preventDefault();
  document.getElementById("main").append(trouble);
  trouble.hidden = false;
});
