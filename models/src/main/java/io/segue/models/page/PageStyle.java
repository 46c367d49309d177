package io.segue.models.page;

/** How a page looks, on light and on dark screens. */
public final class PageStyle {
    /** Classes {@code c0}, {@code c1} and so on. */
    public static final int COLORS = 10;

    public static final String CSS = """
            :root { --ink: #1c2330; --soft: #667085; --rule: #e3e6ec; --paper: #fff; --halo: #fff; }
            @media (prefers-color-scheme: dark) {
              :root { --ink: #e6e9ef; --soft: #98a2b3; --rule: #333a47; --paper: #14181f; --halo: #14181f; }
            }
            body { margin: 2rem auto; max-width: 1320px; padding: 0 1.5rem; background: var(--paper); color: var(--ink);
              font: 15px/1.5 system-ui, sans-serif; }
            h1 { font-size: 1.6rem; margin: 0; } h2 { font-size: 1.1rem; margin: 1.6rem 0 .4rem; }
            .sub, small, dt, figcaption { color: var(--soft); } .sub { margin: .1rem 0 .6rem; overflow-wrap: anywhere; }
            dl { display: grid; grid-template-columns: max-content auto; gap: 0 1rem; } dd { margin: 0; }
            section { overflow-x: auto; }
            table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
            th, td { padding: .25rem .8rem; text-align: right; border-bottom: 1px solid var(--rule); white-space: nowrap; }
            th { color: var(--soft); font-weight: 500; } th:first-child, td:first-child { text-align: left; }
            tr.chance td { color: var(--soft); }
            .plots { display: grid; grid-template-columns: repeat(auto-fit, minmax(540px, 1fr)); gap: 1.4rem; margin-top: 1.6rem; }
            figure { margin: 0; } figcaption { margin-bottom: .3rem; font-weight: 500; }
            svg { max-width: 100%; height: auto; }
            svg text { font: 12px system-ui, sans-serif; fill: var(--soft); } svg text.name { fill: var(--ink); }
            .grid { stroke: var(--rule); } .line { fill: none; stroke-width: 2; }
            .dot { stroke: var(--halo); stroke-width: 1; } .whisker { fill: none; stroke: var(--ink); stroke-width: 1.5; }
            .c0 { --c: #3b6fd4; } .c1 { --c: #d9782d; } .c2 { --c: #2e9d6a; } .c3 { --c: #c2477f; } .c4 { --c: #8a63d2; }
            .c5 { --c: #a08a1f; } .c6 { --c: #2a9fb5; } .c7 { --c: #c0453c; } .c8 { --c: #7a8798; } .c9 { --c: #8c6239; }
            .line { stroke: var(--c); } .dot, .bar, svg text.label { fill: var(--c); }
            """;

    private PageStyle() {}
}
