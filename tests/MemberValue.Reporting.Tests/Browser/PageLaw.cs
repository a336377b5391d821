using Deque.AxeCore.Commons;
using PuppeteerSharp;

namespace MemberValue.Reporting.Tests.Browser;

/// <summary>What is asked of every page in the browser.</summary>
internal static class PageLaw
{
    /// <summary>Texts of drawings that stick out of them, or lie on one another; texts of the page that are wider than their place.</summary>
    public const string Faults = """
        () => {
          const faults = [];
          for (const svg of document.querySelectorAll('svg')) {
            const frame = svg.getBoundingClientRect();
            if (!frame.width) continue;
            const name = svg.querySelector('title').textContent;
            const texts = [...svg.querySelectorAll('text')].map(text => [text.textContent, text.getBoundingClientRect()]);
            texts.forEach(([text, box], at) => {
              if (box.left < frame.left - .5 || box.right > frame.right + .5 || box.top < frame.top - .5 || box.bottom > frame.bottom + .5)
                faults.push(`${name}: "${text}" sticks out`);
              for (const [other, there] of texts.slice(0, at))
                if (box.left < there.right - .5 && there.left < box.right - .5 && box.top < there.bottom - 3 && there.top < box.bottom - 3)
                  faults.push(`${name}: "${text}" lies on "${other}"`);
            });
          }
          for (const element of document.querySelectorAll('h1,h2,h3,p,dt,dd,summary,a'))
            if (element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).display !== 'inline')
              faults.push(`${element.textContent} is cut`);
          return faults;
        }
        """;

    public static async Task<string[]> ViolationsAsync(IPage page)
    {
        await page.EvaluateExpressionAsync(new BundledAxeScriptProvider().GetScript());
        return await page.EvaluateFunctionAsync<string[]>("""
            async () => (await axe.run(document, { preload: false })).violations
              .map(violation => `${violation.id}: ${violation.help}, ${violation.nodes.length} times, ${violation.nodes[0].html.slice(0, 200)}`)
            """);
    }
}
