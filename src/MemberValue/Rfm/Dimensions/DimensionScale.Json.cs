using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Estimation;
using MemberValue.Members;

namespace MemberValue.Rfm;

[JsonConverter(typeof(ResultJsonConverter))]
public sealed partial class DimensionScale : IWritesJson
{
    private static readonly StoredKind Stored = new("DimensionScale", 1);

    /// <summary>The scale as JSON text; the same in every culture.</summary>
    /// <returns>The text.</returns>
    public string ToJson() => Stored.Write(Write);

    /// <summary>Writes the scale as JSON.</summary>
    /// <param name="stream">The stream to write to; it stays open.</param>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    public void ToJson(Stream stream) => Stored.Write(stream, Write);

    /// <summary>Reads a scale that <see cref="ToJson()"/> wrote.</summary>
    /// <param name="json">The text.</param>
    /// <returns>A scale that scores as the one written did.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="json"/> is null.</exception>
    /// <exception cref="FormatException">The text is not a scale, is damaged, or was written by a newer version; the message says what is wrong.</exception>
    public static DimensionScale FromJson(string json) => Stored.Read(json, Read);

    /// <summary>Reads a scale that <see cref="ToJson(Stream)"/> wrote.</summary>
    /// <param name="stream">The stream to read, to its end; it stays open.</param>
    /// <returns>A scale that scores as the one written did.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    /// <exception cref="FormatException">The text is not a scale, is damaged, or was written by a newer version; the message says what is wrong.</exception>
    public static DimensionScale FromJson(Stream stream) => Stored.Read(stream, Read);

    private static DimensionScale Read(DocumentReader from)
    {
        var method = from.Name<RfmScaleMethod>("method");
        var cuts = new List<double[]>();
        var nested = new List<double[][]?>();
        var options = new DimensionScaleOptions { Scale = method };
        foreach (var (dimension, own, groups) in from.Parts("dimensions", part => ReadDimension(part, method)))
        {
            options.Dimensions.Add(dimension);
            cuts.Add(own);
            nested.Add(groups);
        }

        ScoreDimensionOptions[] dimensions;
        try
        {
            dimensions = options.Checked();
        }
        catch (ArgumentException error)
        {
            throw from.Damaged(DocumentReader.Words(error), error);
        }

        var (all, count) = (new double[dimensions.Length][][], 1);
        for (var j = 0; j < all.Length; j++)
        {
            all[j] = nested[j] ?? [cuts[j]];
            if (method == RfmScaleMethod.Nested && all[j].Length != count)
                throw from.Damaged($"dimensions[{j}].nested has {all[j].Length} sets of cut points and must have {count}");
            count = Math.Min(count, MostGroups) * (cuts[j].Length + 1);
        }

        var origin = from.OriginOrNull();
        if (origin is null != (method == RfmScaleMethod.Thresholds))
            throw from.Damaged($"method is {method}, and an origin must be there exactly when the scale was fitted");
        return new DimensionScale(method, dimensions, all, [.. cuts], origin);
    }

    private static (ScoreDimensionOptions Dimension, double[] Cuts, double[][]? Groups) ReadDimension(DocumentReader from, RfmScaleMethod method)
    {
        var cuts = from.Numbers("cuts");
        CheckCuts(from, "cuts", cuts, method == RfmScaleMethod.HighLow ? 1 : null);
        var groups = method == RfmScaleMethod.Nested ? from.Rows("nested") : null;
        for (var group = 0; group < (groups?.Length ?? 0); group++)
            CheckCuts(from, FormattableString.Invariant($"nested[{group}]"), groups![group], cuts.Length);
        return (new ScoreDimensionOptions
        {
            Name = from.Text("name"),
            Letter = from.Text("letter"),
            SmallIsGood = from.Flag("smallIsGood"),
            Missing = from.Name<MissingLevel>("missing"),
            Levels = cuts.Length + 1,
            Line = from.Name<HighLowLine>("line"),
            LineAt = from.NumberOrNull("lineAt"),
            Limits = method == RfmScaleMethod.Thresholds ? cuts : [],
        }, cuts, groups);
    }

    private static void CheckCuts(DocumentReader from, string name, double[] cuts, int? count)
    {
        if (cuts.Length is < RfmLevels.Min - 1 or > RfmLevels.Max - 1 || (count ?? cuts.Length) != cuts.Length)
            throw from.Damaged($"{name} has {cuts.Length} cut points and must have {(count is { } known ? ErrorText.Of(known) : "1 to 9")}");
        for (var i = 1; i < cuts.Length; i++)
        {
            if (cuts[i] < cuts[i - 1])
                throw from.Damaged($"{name}[{i}] is {cuts[i]} and must not be below the one before it, {cuts[i - 1]}");
        }
    }

    private void Write(DocumentWriter to)
    {
        to.Name("method", Method);
        to.Parts("dimensions", Enumerable.Range(0, _dimensions.Length), (part, j) =>
        {
            var dimension = _dimensions[j];
            part.Text("name", dimension.Name);
            part.Text("letter", _letters[j]);
            part.Flag("smallIsGood", dimension.SmallIsGood);
            part.Name("missing", dimension.Missing);
            part.Name("line", dimension.Line);
            part.Number("lineAt", dimension.LineAt);
            part.Numbers("cuts", Overall[j]);
            if (Method == RfmScaleMethod.Nested)
                part.Rows("nested", _cuts[j]);
        });
        to.Origin(Origin);
    }

    void IWritesJson.WriteJson(ResultWriter to) => to.Document(ToJson());
}
