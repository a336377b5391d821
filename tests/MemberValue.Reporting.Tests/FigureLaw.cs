using System.Globalization;
using System.Xml.Linq;

namespace MemberValue.Reporting.Tests;

/// <summary>What holds for every figure, whatever it shows.</summary>
internal static class FigureLaw
{
    /// <summary>The figure in both languages, wide and narrow, alone and in a page, has all that a figure must have and nothing that it must not.</summary>
    public static void Holds(Figure figure)
    {
        Assert.Matches("^[a-z0-9-]+$", figure.Id);
        foreach (var language in (string[])["en", "zh"])
        {
            Assert.NotEmpty(figure.Title.In(language));
            Assert.NotEmpty(figure.Description.In(language));
            foreach (var width in (int[])[300, 720, 2_000])
                IsSound(figure.ToSvg(new FigureOptions { Language = language, Width = width, Currency = "EUR" }));
            var html = figure.ToHtml(new FigureOptions { Language = language });
            IsSound(html.Replace("<figure ", "<figure xmlns=\"http://www.w3.org/2000/svg\" ", StringComparison.Ordinal));
        }

        Assert.All(figure.Table.Rows, row => Assert.Equal(figure.Table.Columns.Count, row.Count));
    }

    private static void IsSound(string text)
    {
        var document = XDocument.Parse(text);
        foreach (var element in document.Descendants())
        {
            Assert.DoesNotContain(element.Name.LocalName, (string[])["script", "image", "a", "foreignObject", "use", "link", "img"]);
            foreach (var attribute in element.Attributes().Where(attribute => !attribute.IsNamespaceDeclaration))
            {
                var name = attribute.Name.LocalName;
                Assert.True(
                    name is not ("style" or "href" or "src") && !name.StartsWith("on", StringComparison.Ordinal), $"{element.Name.LocalName} has {attribute}.");
                Assert.DoesNotContain("NaN", attribute.Value, StringComparison.Ordinal);
                Assert.DoesNotContain("∞", attribute.Value, StringComparison.Ordinal);
                Assert.DoesNotContain("Infinity", attribute.Value, StringComparison.Ordinal);
            }
        }

        Assert.DoesNotContain("url(", text, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", text, StringComparison.Ordinal);
        foreach (var drawing in document.Descendants().Where(element => element.Name.LocalName == "svg"))
            IsInside(drawing);
    }

    /// <summary>Rectangles lie in the drawing, and every text begins or ends in it.</summary>
    private static void IsInside(XElement drawing)
    {
        var box = drawing.Attribute("viewBox")!.Value.Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture)).ToArray();
        double Of(XElement element, string name) => double.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);
        Assert.True(box[3] is > 20 and < 6_000, $"The drawing is {box[3]} high.");
        foreach (var element in drawing.Descendants())
        {
            if (element.Name.LocalName == "rect")
            {
                Assert.True(
                    Of(element, "x") >= -0.1 && Of(element, "y") >= -0.1 && Of(element, "x") + Of(element, "width") <= box[2] + 0.1
                        && Of(element, "y") + Of(element, "height") <= box[3] + 0.1,
                    $"{element} lies outside {drawing.Attribute("viewBox")}.");
            }
            else if (element.Name.LocalName == "text")
            {
                var (x, y) = (Of(element, "x"), Of(element, "y"));
                Assert.False(element.Value.EndsWith('…'), $"{element} is cut.");
                Assert.True(x >= 0 && x <= box[2] && y > 0 && y < box[3], $"{element} lies outside.");
            }
        }
    }
}
