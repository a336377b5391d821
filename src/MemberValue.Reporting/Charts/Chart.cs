using MemberValue.Reporting.Drawing;
using MemberValue.Reporting.Page;

namespace MemberValue.Reporting.Charts;

/// <summary>One way to draw numbers, at any width.</summary>
internal abstract class Chart
{
    public const int Colours = 8; // mv-c0 to mv-c7, told apart in grey too

    public const int Tones = 9; // mv-q0 to mv-q8, from little to much

    /// <summary>The height of the drawing at a width; texts are longer in one language than in another.</summary>
    public abstract double HeightAt(double width, Printer printer);

    public abstract void Draw(Svg svg, Box area, Printer printer);

    /// <summary>The class of the tone for a share of the highest value.</summary>
    public static int Tone(double share) => double.IsNaN(share) ? 0 : Math.Clamp((int)Math.Floor(share * Tones), 0, Tones - 1);
}
