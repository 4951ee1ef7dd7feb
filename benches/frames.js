// How each charting peer draws one frame of the same map, moved a little each round, until its pixels exist.

const WIDTH = 1280;
const HEIGHT = 800;

/** An empty box of the map's size. */
export function surface(tag = "div") {
    const made = document.createElement(tag);
    if (tag === "canvas") Object.assign(made, { width: WIDTH, height: HEIGHT });
    made.style.cssText = `width:${WIDTH}px;height:${HEIGHT}px;position:absolute;left:0;top:0`;
    document.body.append(made);
    return made;
}

/** The x range of a round. */
export const shifted = (round) => [round % 7, 100 + (round % 7)];

/** Reads one pixel, so that whatever the canvas put off is done. */
export function settle(canvas) {
    return canvas.getContext("2d").getImageData(0, 0, 1, 1).data[3];
}

export function oursFrame({ MapBench }, count) {
    const canvas = surface("canvas");
    const bench = new MapBench(count, canvas);
    return (round) => {
        bench.frame(shifted(round)[0] / 100);
        settle(canvas);
    };
}

export function echartsFrame(echarts, data, series) {
    const box = surface();
    const chart = echarts.init(box, null, { renderer: "canvas", devicePixelRatio: 1 });
    chart.setOption({
        animation: false,
        xAxis: { type: "value", min: 0, max: 107 },
        yAxis: { type: "value" },
        dataZoom: [{ type: "inside", xAxisIndex: 0, filterMode: "none" }],
        series: [{ type: "scatter", data, symbolSize: 8, progressive: 0, ...series }],
    });
    return (round) => {
        const [startValue, endValue] = shifted(round);
        chart.dispatchAction({ type: "dataZoom", dataZoomIndex: 0, startValue, endValue });
        chart.getZr().flush();
        for (const canvas of box.querySelectorAll("canvas")) settle(canvas);
    };
}

export function chartFrame(Chart, data) {
    const canvas = surface("canvas");
    const chart = new Chart(canvas, {
        type: "scatter",
        data: { datasets: [{ data: data.map(([x, y]) => ({ x, y })), pointRadius: 4, backgroundColor: "#0072b2" }] },
        options: {
            animation: false, responsive: false, devicePixelRatio: 1, normalized: true, parsing: false,
            scales: { x: { type: "linear", min: 0, max: 100 }, y: { type: "linear" } },
        },
    });
    return (round) => {
        [chart.options.scales.x.min, chart.options.scales.x.max] = shifted(round);
        chart.update("none");
        settle(canvas);
    };
}

export function uplotFrame(uPlot, data) {
    const sorted = [...data].sort((a, b) => a[0] - b[0]);
    const columns = [sorted.map(([x]) => x), sorted.map(([, y]) => y)];
    const chart = new uPlot({
        width: WIDTH, height: HEIGHT, pxAlign: 0, legend: { show: false },
        scales: { x: { time: false, range: (_, low, high) => [low, high] } },
        series: [{}, { paths: () => null, points: { show: true, size: 8, fill: "#0072b2" } }],
    }, columns, surface());
    return async (round) => {
        const [min, max] = shifted(round);
        chart.setScale("x", { min, max });
        await Promise.resolve();
        settle(chart.ctx.canvas);
    };
}
