// The figures as text, every two seconds, for a twin whose page was not built.
const asked = new URLSearchParams(location.search).get("set");
let set = asked === "rehearsal" ? "rehearsal" : "real";
const at = (id) => document.getElementById(id);

const city = async (name) => {
  const answer = await fetch(`/v1/city?set=${name}`, { headers: { accept: "application/json" } });
  if (!answer.ok) throw new Error(`/v1/city answered ${answer.status}`);
  return answer.json();
};

const empty = (answer) => answer.figures.every((figure) => !figure.twins?.of);

const row = (figure) => {
  const line = document.createElement("tr");
  const cells = [
    figure.id.replace("city/", ""),
    figure.value ?? "–",
    figure.unit,
    figure.twins ? `${figure.twins.live} of ${figure.twins.of}` : "–",
  ];
  for (const text of cells) line.appendChild(document.createElement("td")).textContent = text;
  return line;
};

const show = async () => {
  try {
    let answer = await city(set);
    if (!asked && set === "real" && empty(answer)) {
      const other = await city("rehearsal");
      if (!empty(other)) {
        set = "rehearsal";
        answer = other;
      }
    }
    at("set").textContent = set === "real" ? "Real" : "Rehearsal: a pretend Bangkok";
    at("figures").replaceChildren(...answer.figures.map(row));
    at("state").textContent = `As of ${answer.asOf ?? "–"}, refreshed every 2 seconds.`;
  } catch (failure) {
    at("state").textContent = `No answer: ${failure.message}. Trying again every 2 seconds.`;
  }
  setTimeout(show, 2000);
};

show();
