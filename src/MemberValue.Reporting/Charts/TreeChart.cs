using MemberValue.Members;
using MemberValue.Reporting.Drawing;
using MemberValue.Reporting.Page;

namespace MemberValue.Reporting.Charts;

/// <summary>Two parts of a tree that are joined at a height.</summary>
/// <param name="Left">One part: a leaf, from 0, or leaves + i for join i.</param>
/// <param name="Right">The other part.</param>
/// <param name="Height">Where they are joined; no lower than what they are made of.</param>
internal sealed record TreeJoin(int Left, int Right, double Height);

/// <summary>A tree of parts that are joined two by two, the leaves below, with a line where it is cut.</summary>
internal sealed class TreeChart : Chart
{
    /// <summary>The members of the leaves, by their number.</summary>
    public required IReadOnlyList<double> Leaves { get; init; }

    /// <summary>The joins by height; one fewer than leaves.</summary>
    public required IReadOnlyList<TreeJoin> Joins { get; init; }

    public required Text Vertical { get; init; }

    public required Text Horizontal { get; init; }

    /// <summary>Where the tree is cut; null for no line.</summary>
    public Mark? Cut { get; init; }

    public override double HeightAt(double width, Printer printer) =>
        (width < 500 ? 260 : 320) + Frame.MoreHeight(width, [], printer, Vertical, Horizontal);

    public override void Draw(Svg svg, Box area, Printer printer)
    {
        var frame = new Frame(svg, area, printer, [], Vertical, Horizontal);
        var plot = frame.Plot;
        var axis = Axis.Linear(0, Joins.Select(join => join.Height).DefaultIfEmpty(1).Max(), plot.Bottom, plot.Y, ticks: 4);
        frame.DrawVertical(svg, printer, axis, FigureUnit.Number);
        var order = Order();
        var x = new double[Leaves.Count + Joins.Count];
        for (var at = 0; at < order.Count; at++)
            x[order[at]] = plot.X + ((at + 0.5) * plot.Width / order.Count);
        var heights = new double[x.Length];
        for (var at = 0; at < Joins.Count; at++)
        {
            var join = Joins[at];
            var colour = Cut is not null && join.Height > Cut.Value ? "mv-l5" : "mv-l0";
            var y = axis.At(join.Height);
            svg.Line(x[join.Left], axis.At(heights[join.Left]), x[join.Left], y, colour);
            svg.Line(x[join.Right], axis.At(heights[join.Right]), x[join.Right], y, colour);
            svg.Line(x[join.Left], y, x[join.Right], y, colour);
            (x[Leaves.Count + at], heights[Leaves.Count + at]) = ((x[join.Left] + x[join.Right]) / 2, join.Height);
        }

        frame.DrawHorizontal(svg, order.Select(leaf => (x[leaf], printer.Short(Leaves[leaf], FigureUnit.Count))));
        if (Cut is null)
            return;
        var cut = axis.At(Cut.Value);
        svg.Line(plot.X, cut, plot.Right, cut, "mv-mark");
        if (!svg.TryText(plot.Right, cut - 4, printer.In(Cut.Name), plot, anchor: Anchor.End))
            svg.TryText(plot.X + 4, cut - 4, printer.In(Cut.Name), plot);
    }

    /// <summary>The leaves from left to right, so that no two lines cross.</summary>
    private List<int> Order()
    {
        var order = new List<int>();
        var open = new Stack<int>();
        if (Leaves.Count > 0)
            open.Push(Leaves.Count + Joins.Count - 1);
        while (open.TryPop(out var part))
        {
            if (part < Leaves.Count)
            {
                order.Add(part);
                continue;
            }

            open.Push(Joins[part - Leaves.Count].Right);
            open.Push(Joins[part - Leaves.Count].Left);
        }

        return order;
    }
}
