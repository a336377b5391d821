using System.Text;
using System.Text.Json;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Clv;

/// <content>Many members at a time, and the model as JSON.</content>
public sealed partial class GammaGammaModel
{
    private const string JsonType = "GammaGammaModel";
    private const int JsonVersion = 1;

    /// <summary>What each member spends a purchase in the long run, given what they have spent on the model's <see cref="Basis"/>.</summary>
    /// <param name="columns">The members.</param>
    /// <param name="destination">
    /// Receives one mean per member, in money a purchase; at least as long as the columns. <see cref="PopulationMean"/> for a member without a
    /// purchase on the basis, so also for one who never bought; NaN for one whose purchases add up to less than nothing.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="columns"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is too short; it is unchanged then.</exception>
    /// <exception cref="InvalidOperationException">Purchases or their spend were not fed.</exception>
    /// <remarks>Single-threaded; allocates nothing. 2 to 3 ns per member (docs/performance.md).</remarks>
    public void ExpectedMeanSpend(MemberColumns columns, Span<double> destination)
    {
        ArgumentNullException.ThrowIfNull(columns);
        var spend = new SpendColumns(columns, Basis);
        Require.Destination(destination.Length, columns.Count);
        Fill(spend, 0, destination[..columns.Count]);
    }

    /// <summary>The same for a table, on all processors.</summary>
    /// <typeparam name="TKey">The type of a member's key.</typeparam>
    /// <param name="table">The members.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>One mean per member, with the keys.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="table"/> is null.</exception>
    /// <exception cref="InvalidOperationException">Purchases or their spend were not fed.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public MemberResults<TKey, double> ExpectedMeanSpend<TKey>(MemberTable<TKey> table, CancellationToken cancellationToken = default)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(table);
        return table.Fill<double>(this, ExpectedMeanSpend, cancellationToken);
    }

    /// <summary>The model as JSON text, one or two thousand bytes; the same in every culture.</summary>
    /// <returns>The text.</returns>
    public string ToJson() => JsonSerializer.Serialize(Document(), ClvJson.Default.ModelDocument);

    /// <summary>Writes the model as JSON.</summary>
    /// <param name="stream">Where to; stays open.</param>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    public void ToJson(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        JsonSerializer.Serialize(stream, Document(), ClvJson.Default.ModelDocument);
    }

    /// <summary>Reads a model that <see cref="ToJson()"/> wrote.</summary>
    /// <param name="json">The text.</param>
    /// <returns>The model, with the same predictions to the last bit.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="json"/> is null.</exception>
    /// <exception cref="FormatException">The text is no such model, is damaged, or was written by a newer version; the message says what is wrong.</exception>
    public static GammaGammaModel FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return FromJson(new MemoryStream(Encoding.UTF8.GetBytes(json), writable: false));
    }

    /// <summary>Reads a model that <see cref="ToJson(Stream)"/> wrote.</summary>
    /// <param name="stream">Where from; read to its end, stays open.</param>
    /// <returns>The model, with the same predictions to the last bit.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    /// <exception cref="FormatException">The text is no such model, is damaged, or was written by a newer version; the message says what is wrong.</exception>
    public static GammaGammaModel FromJson(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var document = StoredJson.Read(stream, JsonType, JsonVersion, ClvJson.Default.ModelDocument);
        var basis = StoredJson.Name<SpendBasis>(JsonType, "basis", document.Basis);
        var independence = document.Independence?.Restore(JsonType);
        return document.Restore(JsonType, Letters, (values, _, report, origin) => Of(values, basis, independence, report, origin));
    }

    private ModelDocument Document()
    {
        var document = ModelDocument.Of(JsonType, JsonVersion, Name, unit: null, Letters, ParameterValues, Report, Origin);
        document.Basis = Basis.ToString();
        document.Independence = Independence is null ? null : IndependenceDocument.Of(Independence);
        return document;
    }

    // The means of the rows from start on: p (v + money) / (p x + q - 1), whole numbers of cents to money on the way.
    internal void Fill(in SpendColumns spend, int start, Span<double> destination)
    {
        var population = PopulationMean;
        for (var i = 0; i < destination.Length; i++)
        {
            var x = spend.Purchases(start + i);
            var money = x == 0 ? 0 : spend.Money(start + i);
            destination[i] = x == 0 ? population : money >= 0 ? GammaGamma.ExpectedMeanSpend(Parameters, x, money) : double.NaN;
        }
    }
}
