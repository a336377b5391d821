namespace MemberValue.Reporting.Page;

/// <summary>
/// The style sheets of figures and of the page. Colours are custom properties, so that a host may name its own; every text on a tone or a colour has a
/// contrast of at least 4.5.
/// </summary>
internal static class Style
{
    /// <summary>What a figure needs, in a document of its own or in a page.</summary>
    public static string Figure { get; } = Compact($$$"""
        :root{{{{Light}}}}
        @media (prefers-color-scheme:dark){:root{{{{Dark}}}}}
        @media print{:root{{{{Light}}}}}
        .mv-svg{display:block;width:100%;height:auto;font-family:var(--mv-font);font-size:12px}
        .mv-svg text{fill:var(--mv-ink)}
        .mv-svg .mv-mute{fill:var(--mv-mute)}
        .mv-svg .mv-b{font-weight:600}
        .mv-m{text-anchor:middle}
        .mv-e{text-anchor:end}
        .mv-small{font-size:10.5px}
        .mv-grid{stroke:var(--mv-grid);stroke-width:1}
        .mv-axis{stroke:var(--mv-mute);stroke-width:1}
        .mv-mark{stroke:var(--mv-ink);stroke-width:1;stroke-dasharray:4 3}
        .mv-track{fill:var(--mv-grid)}
        .mv-flow{fill-opacity:.45}
        .mv-none{fill:none}
        {{{string.Concat(Enumerable.Range(0, 8).Select(Colour))}}}
        {{{string.Concat(Enumerable.Range(0, 9).Select(Tone))}}}
        .mv-svg .mv-dash{stroke-dasharray:6 4}
        """);

    /// <summary>What the page needs beside its figures.</summary>
    public static string Page { get; } = Figure + Compact("""
        *{box-sizing:border-box}
        body{margin:0;background:var(--mv-paper);color:var(--mv-ink);font:16px/1.55 var(--mv-font)}
        .mv-page{max-width:800px;margin:0 auto;padding:24px 16px 64px}
        .mv-page h1{font-size:28px;line-height:1.2;margin:0 0 4px}
        .mv-page h2{font-size:21px;margin:44px 0 4px;padding-top:12px;border-top:2px solid var(--mv-grid)}
        .mv-page h3{font-size:16px;margin:0 0 2px}
        .mv-page p{margin:0 0 10px}
        .mv-lead,.mv-figure>p,.mv-page footer{color:var(--mv-mute)}
        .mv-page nav ol{margin:16px 0;padding:0;list-style:none;display:flex;flex-wrap:wrap;gap:4px 16px}
        .mv-page a{color:var(--mv-c0)}
        .mv-facts{display:flex;flex-wrap:wrap;gap:12px;margin:20px 0;padding:0}
        .mv-facts div{flex:1 1 150px;max-width:calc(50% - 6px);background:var(--mv-card);border-radius:8px;padding:10px 14px}
        .mv-facts dt{color:var(--mv-mute);font-size:14px}
        .mv-facts dd{margin:0;font-size:18px;font-weight:600;white-space:nowrap}
        .mv-figure{margin:22px 0;padding:16px;background:var(--mv-card);border-radius:8px}
        .mv-figure details{margin-top:12px}
        .mv-figure summary{cursor:pointer;color:var(--mv-mute);font-size:14px}
        .mv-scroll{overflow-x:auto}
        .mv-page table{border-collapse:collapse;width:100%;font-size:14px;margin-top:8px}
        .mv-page th,.mv-page td{padding:4px 8px;text-align:left;border-bottom:1px solid var(--mv-grid);vertical-align:top}
        .mv-page thead th{color:var(--mv-mute);font-weight:600}
        .mv-page tbody th{font-weight:400}
        .mv-page .mv-n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
        .mv-page footer{margin-top:48px;font-size:14px}
        .mv-page :focus-visible{outline:2px solid var(--mv-c0);outline-offset:2px}
        .mv-narrow{display:none}
        @media (max-width:600px){.mv-wide{display:none}.mv-narrow{display:block}.mv-figure{padding:12px 8px}.mv-page{padding:16px 10px 48px}
        .mv-facts div{max-width:none}}
        @media print{.mv-wide{display:block}.mv-narrow{display:none}.mv-page nav{display:none}.mv-figure{background:none;padding:0}
        .mv-page{max-width:none;padding:0}details::details-content{content-visibility:visible;display:block;height:auto}.mv-scroll{overflow:visible}
        .mv-page h2,.mv-figure h3,.mv-figure>p,.mv-figure summary{break-after:avoid}.mv-wide,.mv-page tr{break-inside:avoid}}
        @page{margin:14mm}
        """);

    private const string Light =
        "color-scheme:light dark;--mv-font:system-ui,\"Segoe UI\",Roboto,\"Helvetica Neue\",\"Noto Sans\",\"PingFang SC\",\"Microsoft YaHei\",\"Noto Sans "
            + "CJK SC\","
        + "\"WenQuanYi Zen Hei\",sans-serif;--mv-paper:#fff;--mv-card:#f7f8fa;--mv-ink:#1b1f24;--mv-mute:#565f6b;--mv-grid:#dfe3e8;"
        + "--mv-c0:#2b6cb0;--mv-c1:#d97706;--mv-c2:#0f766e;--mv-c3:#b83280;--mv-c4:#6b46c1;--mv-c5:#7b8794;--mv-c6:#8a6d0b;--mv-c7:#9b2c2c;"
        + "--mv-q0:#eef4fb;--mv-q1:#d9e7f6;--mv-q2:#bfd7f0;--mv-q3:#9fc3e7;--mv-q4:#7cabdc;--mv-q5:#5f96d1;--mv-q6:#3a75b8;--mv-q7:#245a9a;--mv-q8:#153f74;"
        + "--mv-on0:#111;--mv-on5:#111;--mv-on6:#fff";

    private const string Dark =
        "--mv-paper:#12161c;--mv-card:#1a2029;--mv-ink:#e6eaf0;--mv-mute:#a3adba;--mv-grid:#313a47;"
        + "--mv-c0:#63a4e8;--mv-c1:#f0a04b;--mv-c2:#4fc0b3;--mv-c3:#e887bd;--mv-c4:#ab93f0;--mv-c5:#94a0ae;--mv-c6:#d3b54a;--mv-c7:#e98080;"
        + "--mv-q0:#1c2733;--mv-q1:#1d3450;--mv-q2:#22436d;--mv-q3:#295489;--mv-q4:#3267a5;--mv-q5:#4a86c6;--mv-q6:#6ba2da;--mv-q7:#92bde9;--mv-q8:#c3dcf5;"
        + "--mv-on0:#fff;--mv-on5:#111;--mv-on6:#111";

    private static string Colour(int number) =>
        $".mv-c{number}{{fill:var(--mv-c{number})}}.mv-l{number}{{stroke:var(--mv-c{number});stroke-width:2;fill:none}}"
        + $".mv-band{number}{{fill:var(--mv-c{number});fill-opacity:.18}}";

    private static string Tone(int number) =>
        $".mv-q{number}{{fill:var(--mv-q{number})}}.mv-svg .mv-on{number}{{fill:var(--mv-on{(number < 5 ? 0 : number == 5 ? 5 : 6)})}}";

    private static string Compact(string css) => string.Concat(css.Split('\n').Select(line => line.Trim()));
}
