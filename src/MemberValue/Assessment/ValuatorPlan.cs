using MemberValue.Estimation;
using MemberValue.Members;
using MemberValue.Parts;
using MemberValue.Playbooks;

namespace MemberValue.Assessment;

/// <summary>The options of a valuator, checked and frozen: it fits models and applies the parts to them.</summary>
internal sealed class ValuatorPlan
{
    private readonly PartPlan[] _parts; // in the order of their sentences
    private readonly int[] _order; // in the order of their needs

    private ValuatorPlan(PartPlan[] parts, MemberValuatorOptions options)
    {
        (_parts, Playbook, HasOwnSegments) = (parts, options.Playbook, options.Segments is not null);
        Known = [.. AssessmentParts.All.Union(options.Parts.Select(each => each.Part))];
        _order = Order(parts);
    }

    public Playbook? Playbook { get; }

    public bool HasOwnSegments { get; }

    /// <summary>The parts whose items can be read.</summary>
    public IReadOnlyList<AssessmentPart> Known { get; }

    public static ValuatorPlan Of(MemberValuatorOptions options)
    {
        var parts = options.Parts.Select(each => each.Part.Plan(each.Options, options.Own)).ToArray();
        foreach (var need in parts.SelectMany(part => part.Needs))
        {
            if (!parts.Any(need.IsMetBy))
                throw PartError.Lacks(need.Option, need.Value, need.Remedy);
        }

        return new ValuatorPlan(parts, options);
    }

    public MemberModels Fit<TKey>(MemberTable<TKey> table, IProgress<FitProgress>? progress, CancellationToken cancellationToken)
        where TKey : notnull
    {
        cancellationToken.ThrowIfCancellationRequested();
        var fit = new PartFit<TKey>(table, progress, cancellationToken);
        foreach (var part in _parts)
            part.Fit(fit);
        return MemberModels.Of(fit.Fitted.Select(each => KeyValuePair.Create(each.Key.Name, each.Value)), Array.AsReadOnly(fit.NotFitted.ToArray()));
    }

    /// <summary>The parts by what was fitted, in the order of their needs and in the order of their sentences.</summary>
    public (IReadOnlyList<AppliedPart> InOrder, IReadOnlyList<AppliedPart> AsRead, PartWorkers Workers, IReadOnlyList<Text> Missing) Apply(
        MemberModels models)
    {
        var workers = new PartWorkers();
        var given = new HashSet<MemberColumn>();
        var applied = new AppliedPart?[_parts.Length];
        var missing = new IReadOnlyList<Text>[_parts.Length];
        foreach (var place in _order)
        {
            var context = new PartContext(slot => models[slot.Name], workers, given);
            applied[place] = _parts[place].Apply(context);
            missing[place] = context.Missing;
            given.UnionWith(applied[place]?.Gives ?? []);
        }

        return (
            [.. _order.Select(place => applied[place]).OfType<AppliedPart>()], [.. applied.OfType<AppliedPart>()], workers,
            missing.SelectMany(sentences => sentences).ToList().AsReadOnly());
    }

    /// <summary>Each part after those that it needs; otherwise in the order of the list.</summary>
    private static int[] Order(PartPlan[] parts)
    {
        var order = new List<int>();
        while (order.Count < parts.Length)
        {
            bool IsMet(PartNeed need, int place) =>
                Enumerable.Range(0, parts.Length).All(other => other == place || order.Contains(other) || !need.IsMetBy(parts[other]));
            var next = Enumerable.Range(0, parts.Length).FirstOrDefault(
                place => !order.Contains(place) && parts[place].Needs.All(need => IsMet(need, place)), -1);
            if (next < 0)
                throw new InvalidOperationException("Parts need each other in a circle.");
            order.Add(next);
        }

        return [.. order];
    }
}
