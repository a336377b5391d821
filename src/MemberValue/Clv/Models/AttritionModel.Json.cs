using MemberValue.Common;
using MemberValue.Estimation;
using MemberValue.Members;

namespace MemberValue.Clv;

/// <content>The model as JSON.</content>
public abstract partial class AttritionModel
{
    private static readonly StoredKind Stored = new("AttritionModel", 1);

    /// <summary>A model from its stored parts.</summary>
    private delegate AttritionModel Maker(ReadOnlySpan<double> values, TimeUnit unit, FitReport? report, FitOrigin? origin);

    /// <summary>The model as JSON text, one or two thousand bytes; the same in every culture.</summary>
    /// <returns>The text.</returns>
    public string ToJson() => Stored.Write(Write);

    /// <summary>Writes the model as JSON.</summary>
    /// <param name="stream">Where to; stays open.</param>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    public void ToJson(Stream stream) => Stored.Write(stream, Write);

    /// <summary>Reads a model that <see cref="ToJson()"/> wrote.</summary>
    /// <param name="json">The text.</param>
    /// <returns>The model: of the type that was written, and with the same predictions to the last bit.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="json"/> is null.</exception>
    /// <exception cref="FormatException">The text is no model, is damaged, or was written by a newer version; the message says what is wrong.</exception>
    public static AttritionModel FromJson(string json) => Stored.Read(json, Read);

    /// <summary>Reads a model that <see cref="ToJson(Stream)"/> wrote.</summary>
    /// <param name="stream">Where from; read to its end, stays open.</param>
    /// <returns>The model: of the type that was written, and with the same predictions to the last bit.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    /// <exception cref="FormatException">The text is no model, is damaged, or was written by a newer version; the message says what is wrong.</exception>
    public static AttritionModel FromJson(Stream stream) => Stored.Read(stream, Read);

    private static AttritionModel Read(DocumentReader from)
    {
        var (names, maker) = MakerOf(from, from.Text("model"));
        var (unit, values, report, origin) = (from.Unit("unit"), from.Parameters(names), from.ReportOrNull(), from.OriginOrNull());
        from.CheckReport(report, origin, names, values);
        return maker(values, unit, report, origin);
    }

    private static (IReadOnlyList<string> Names, Maker Maker) MakerOf(DocumentReader from, string model) => model switch
    {
        "NBD" => (["r", "alpha"], NbdModel.Of),
        "BG/NBD" => (BetaGeometricFit.Letters, BgNbdModel.Of),
        "MBG/NBD" => (BetaGeometricFit.Letters, MbgNbdModel.Of),
        "Pareto/NBD" => (["r", "alpha", "s", "beta"], ParetoNbdModel.Of),
        "BG/BB" => (["alpha", "beta", "gamma", "delta"], BgBbModel.Of),
        _ => throw from.Damaged($"model is '{model}' and must be one of BG/NBD, MBG/NBD, Pareto/NBD, NBD, BG/BB"),
    };

    private void Write(DocumentWriter to)
    {
        to.Text("model", Name);
        to.Unit("unit", Unit);
        to.Parameters(ParameterNames, ParameterValues);
        to.Origin(Origin);
        to.Report(Report);
    }
}
