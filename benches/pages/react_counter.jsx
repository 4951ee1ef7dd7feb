// The smallest React page, a peer of the first open.

import { useState } from "react";
import { createRoot } from "react-dom/client";

function Counter() {
    const [count, setCount] = useState(0);
    return <button onClick={() => setCount(count + 1)}>{count}</button>;
}

createRoot(document.body.appendChild(document.createElement("div"))).render(<Counter />);
