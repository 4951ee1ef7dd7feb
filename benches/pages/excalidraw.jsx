// Excalidraw as its npm package comes, with nothing around it: what loads before the first shape can be drawn.

import { Excalidraw } from "@excalidraw/excalidraw";
import "@excalidraw/excalidraw/index.css";
import { createRoot } from "react-dom/client";

const box = document.body.appendChild(document.createElement("div"));
box.style.cssText = "position:fixed;inset:0";
createRoot(box).render(<Excalidraw />);
