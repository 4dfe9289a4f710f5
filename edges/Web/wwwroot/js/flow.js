// Draws the money's path. The page says the same in its table; without this script nothing is lost but the picture.
"use strict";
(() => {
  const holder = document.getElementById("flow");
  const { nodes, links } = JSON.parse(document.getElementById("flow-data").textContent);
  if (links.length === 0) return;
  const colours = { appropriation: "#08407e", programme: "#2171b5", region: "#4d7c2a", rest: "#6a6d70" };
  const byId = new Map(nodes.map(node => [node.id, node]));
  holder.parentElement.hidden = false;

  const chart = echarts.init(holder, null, { renderer: "svg" });
  chart.setOption({
    animation: false,
    tooltip: {
      renderMode: "richText", // drawn, not HTML: the page allows no inline styles
      formatter: ({ dataType, data }) => dataType === "edge"
        ? `${byId.get(data.source).name} → ${byId.get(data.target).name}: ${data.amount}`
        : `${byId.get(data.name).name}: ${byId.get(data.name).amount}`,
    },
    series: [{
      type: "sankey",
      left: 4, right: 330, top: 8, bottom: 8,
      nodeGap: 10,
      nodeWidth: 14,
      draggable: false,
      layoutIterations: 64,
      emphasis: { focus: "adjacency" },
      lineStyle: { color: "source", opacity: 0.28 },
      label: {
        color: "#1b1e22", fontSize: 13, fontFamily: getComputedStyle(document.body).fontFamily,
        textBorderColor: "#ffffff", textBorderWidth: 3,
        width: 235, overflow: "break", lineHeight: 17,
        formatter: ({ name }) => `${byId.get(name).name}  ${byId.get(name).amount}`,
      },
      data: nodes.map(node => ({
        name: node.id,
        itemStyle: { color: colours[node.kind], borderWidth: 0 },
        label: node.kind === "region" || node.kind === "rest" ? { width: 325 } : undefined, // the last column has room
      })),
      links: links.map(link => ({ source: link.from, target: link.to, value: link.kronor, amount: link.amount })),
    }],
  });
  addEventListener("resize", () => chart.resize());
})();
