using System.Text;
using MemberValue.Assessment;
using MemberValue.Clv;
using MemberValue.Estimation;
using MemberValue.Lifecycle;
using MemberValue.Members;
using MemberValue.Playbooks;
using MemberValue.Rfm;
using MemberValue.RuleSegments;
using MemberValue.Tests.Metrics;

namespace MemberValue.Tests.Conformance.Json;

/// <summary>A sound document, and how it is read and written.</summary>
/// <param name="Reader">The type that reads it.</param>
/// <param name="Text">The document.</param>
/// <param name="Read">Reads one.</param>
/// <param name="Write">Writes what was read.</param>
internal sealed record StoredDocument(string Reader, string Text, Func<string, object> Read, Func<object, string> Write)
{
    /// <summary>The argument beside the document that must fit it; a document that does not is an argument exception that names it.</summary>
    public string? Argument { get; init; }
}

/// <summary>Documents of every type that is kept.</summary>
internal static class StoredDocuments
{
    private static readonly MemberTableOptions Options = new() { RecentCells = 30, GapOrdinals = 2, WindowLast = new DateTime(2024, 3, 31) };

    public static IReadOnlyDictionary<string, StoredDocument> All { get; } = Documents().ToDictionary(pair => pair.Name, pair => pair.Document);

    private static IEnumerable<(string Name, StoredDocument Document)> Documents()
    {
        foreach (var (name, fitted) in StoredFittedTests.Known.Value)
            yield return (name, new StoredDocument(
                StoredFittedTests.ReaderOf(fitted, typeof(string)).DeclaringType!.Name, fitted.ToJson(), text => StoredFittedTests.Read(fitted, text),
                read => ((IFitted)read).ToJson()));
        yield return ("models", Of(
            MemberModels.None.WithId("tonight \u00e9").With(PurchaseRhythm.Of(30, 2)).With(new ReturnModel(0.25, 7)), MemberModels.FromJson,
            read => read.ToJson()));
        yield return ("annual rate", Of(DiscountRate.Annual(0.1), DiscountRate.FromJson, read => read.ToJson()));
        yield return ("continuous rate", Of(DiscountRate.Continuous(0.1, TimeUnit.Year), DiscountRate.FromJson, read => read.ToJson()));
        yield return ("thresholds of stages", Of(new ThresholdStageClassifier(), ThresholdStageClassifier.FromJson, read => read.ToJson()));
        yield return ("playbook", Of(Playbook.Default, Playbook.FromJson, read => read.ToJson()));
        yield return ("segments", Of(SegmentMaps.TenCells, SegmentMap.FromJson, read => read.ToJson()));
        yield return ("rules of segments", Of(RuleSegmentMap.Create(OptionsUses.RuleSegments()), RuleSegmentMap.FromJson, read => read.ToJson()));
        yield return ("state", Of(States().StateOf("ann")!, MemberState.FromJson, read => read.ToJson()));
        yield return ("summary", Of(States().StateOf("ann")!.ToSummary(), MemberState.FromJson, read => read.ToJson()));
        yield return ("summary of a visitor", Of(States().StateOf("eve")!.ToSummary(), MemberState.FromJson, read => read.ToJson()));
        yield return ("states", Of(
            States(), text => MemberTableBuilder.Load<string>(Stream(text), LogRules.From(Options)), read => Saved(stream => read.Save(stream))) with
        {
            Reader = nameof(MemberTableBuilder),
            Argument = "rules",
        });
        yield return ("lines", Of(
            Lines(), text => PurchaseLines.Load<string>(Stream(text), LogRules.From(Options)), read => Saved(stream => read.Save(stream))) with
        {
            Reader = nameof(PurchaseLines),
            Argument = "rules",
        });
        yield return ("table", Of(
            Snapshots.ByHandAt(Snapshots.Ends[2], 30).With(new MemberColumn<string>("country"), ["de", "\u4e2d", "fr", "", null!])
                .With(new MemberColumn<double>("score"), [1, double.NaN, -0.5, double.PositiveInfinity, 0]),
            text => MemberTable.Load<string>(Stream(text)), read => Saved(stream => read.Save(stream))) with
        {
            Reader = nameof(MemberTable),
            Argument = "columns",
        });
    }

    private static StoredDocument Of<T>(T value, Func<string, T> read, Func<T, string> write)
        where T : class => new(typeof(T).Name, write(value), text => read(text), kept => write((T)kept));

    private static MemberTableBuilder<string> States()
    {
        var builder = new MemberTableBuilder<string>(Options);
        builder.AddRange(Snapshots.Log);
        builder.Add(new MemberEvent<string>("eve", new DateOnly(2024, 1, 15), MemberEventKind.Registration));
        builder.Add(new MemberEvent<string>("eve", new DateOnly(2024, 3, 15), MemberEventKind.Visit));
        return builder;
    }

    private static PurchaseLines<string> Lines() => PurchaseLines.Read(
        [
            new PurchaseLine<string>("ann", new DateOnly(2024, 1, 5), "shoes", 1, 80m) { OrderId = "o1", Item = "boot", LineId = 1 },
            new("ann", new DateOnly(2024, 1, 9), "shoes", -1, -20.5m) { RowId = 7 },
            new("ann", new DateOnly(2024, 2, 1), "hats", 0.75m, 3m) { OrderId = "o2" },
            new("bo", new DateOnly(2024, 2, 1), "ghosts", 1, 3m) { OrderId = "o3", Item = "sheet" },
            new("bo", new DateOnly(2024, 2, 2), "socks", 1, 3m),
        ],
        LogRules.From(Options), new PurchaseLineOptions { KnownCategories = ["shoes", "hats", "socks"] });

    private static MemoryStream Stream(string text) => new(Encoding.UTF8.GetBytes(text));

    private static string Saved(Action<Stream> save)
    {
        using var stream = new MemoryStream();
        save(stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
