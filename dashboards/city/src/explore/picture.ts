import { type Drawing, type Ink, moved, type Shape } from "./drawing";

/** Lines of at most so many characters; an address has no spaces to break at. */
export const broken = (text: string, most: number): string[] => text.match(new RegExp(`.{1,${most}}`, "gu")) ?? [];

/** A drawing that can leave the page: title above, and below what was asked, of which set, and where. */
export const framed = (drawing: Drawing, title: string, captions: readonly string[]): Drawing => {
  const [margin, top] = [24, 64];
  const width = Math.max(drawing.width, 640) + 2 * margin;
  const lines = captions.flatMap((caption) => broken(caption, Math.floor((width - 2 * margin) / 8)));
  const foot = top + drawing.height + 34;
  return {
    width, height: foot + lines.length * 20 + 8,
    shapes: [
      { kind: "text", x: margin, y: 38, text: title, size: 20, ink: "--text", bold: true },
      ...drawing.shapes.map((shape) => moved(shape, margin, top)),
      ...lines.map((text, index): Shape => ({ kind: "text", x: margin, y: foot + index * 20, text, size: 13, ink: "--muted" })),
    ],
  };
};

const escaped = (text: string) => text.replace(/[<>&"]/g, (sign) => `&#${sign.codePointAt(0)};`);

/** A whole SVG file; colours are written out, since another page knows no theme of ours. */
export const svgOf = ({ width, height, shapes }: Drawing, colour: (ink: Ink) => string, font: string): string => {
  const parts = shapes.map((shape) => {
    const ink = escaped(colour(shape.ink));
    if (shape.kind === "rect") return `<rect x="${shape.x}" y="${shape.y}" width="${shape.width}" height="${shape.height}" fill="${ink}"/>`;
    if (shape.kind === "line")
      return `<polyline points="${shape.points.map((point) => point.join(",")).join(" ")}" fill="none" stroke="${ink}" stroke-width="${shape.width}"${shape.dotted ? ' stroke-dasharray="2 3"' : shape.dashed ? ' stroke-dasharray="6 4"' : ""}/>`;
    if (shape.kind === "dot")
      return `<circle cx="${shape.x}" cy="${shape.y}" r="${shape.radius}" stroke="${ink}" stroke-width="2" fill="${shape.hollow ? escaped(colour("--surface")) : ink}"${shape.dotted ? ' stroke-dasharray="2 3"' : ""}/>`;
    return `<text x="${shape.x}" y="${shape.y}" font-size="${shape.size}" fill="${ink}"${shape.bold ? ' font-weight="600"' : ""}${shape.anchor ? ` text-anchor="${shape.anchor}"` : ""}>${escaped(shape.text)}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${escaped(font)}"><rect width="100%" height="100%" fill="${escaped(colour("--surface"))}"/>${parts.join("")}</svg>`;
};

/** Drawn by hand and not by an image of the SVG, which the page's policy lets nobody load. */
export const pngOf = async ({ width, height, shapes }: Drawing, colour: (ink: Ink) => string, font: string): Promise<Blob> => {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [width * 2, height * 2];
  const pen = canvas.getContext("2d")!;
  pen.scale(2, 2);
  pen.fillStyle = colour("--surface");
  pen.fillRect(0, 0, width, height);
  for (const shape of shapes) {
    pen.fillStyle = pen.strokeStyle = colour(shape.ink);
    if (shape.kind === "rect") pen.fillRect(shape.x, shape.y, shape.width, shape.height);
    else if (shape.kind === "line") {
      pen.lineWidth = shape.width;
      pen.setLineDash(shape.dotted ? [2, 3] : shape.dashed ? [6, 4] : []);
      pen.beginPath();
      for (const [x, y] of shape.points) pen.lineTo(x, y);
      pen.stroke();
    } else if (shape.kind === "dot") {
      pen.lineWidth = 2;
      pen.setLineDash(shape.dotted ? [2, 3] : []);
      pen.beginPath();
      pen.arc(shape.x, shape.y, shape.radius, 0, 2 * Math.PI);
      if (shape.hollow) pen.fillStyle = colour("--surface");
      pen.fill();
      pen.stroke();
    } else {
      pen.font = `${shape.bold ? 600 : 400} ${shape.size}px ${font}`;
      pen.textAlign = shape.anchor === "middle" ? "center" : (shape.anchor ?? "left");
      pen.fillText(shape.text, shape.x, shape.y);
    }
  }
  return new Promise((done, failed) => canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error("The canvas gave no picture."))), "image/png"));
};

/** The light theme's colours, whatever theme is on screen: pictures are printed. */
export const lightInk = (): ((ink: Ink) => string) => {
  const probe = document.createElement("span");
  probe.style.colorScheme = "light";
  document.body.append(probe);
  const known = new Map<Ink, string>();
  queueMicrotask(() => probe.remove());
  return (ink) => {
    if (!ink.startsWith("--")) return ink;
    let colour = known.get(ink);
    if (colour === undefined) {
      probe.style.color = `var(${ink})`;
      known.set(ink, (colour = getComputedStyle(probe).color));
    }
    return colour;
  };
};

export const save = (file: Blob, name: string): void => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
};
