namespace MemberValue.Rfm;

/// <summary>The cut points of a nested scale, one set per group, and which groups were empty in the fit.</summary>
/// <param name="Frequency">One set per recency level.</param>
/// <param name="Monetary">One set per pair of recency and frequency level; the frequency level changes fastest.</param>
/// <param name="EmptyR">Recency levels without a member: their sets are those of all members.</param>
/// <param name="EmptyRF">Pairs without a member: their sets are those of the recency level, or of all members where that is empty too.</param>
internal sealed record NestedCuts(double[][] Frequency, double[][] Monetary, bool[] EmptyR, bool[] EmptyRF)
{
    public IReadOnlyList<string> Fallbacks(RfmLevels levels)
    {
        var names = new List<string>();
        for (var r = 0; r < levels.Recency; r++)
        {
            if (EmptyR[r])
                names.Add(FormattableString.Invariant($"R{r + 1}"));
            for (var f = 0; f < levels.Frequency; f++)
            {
                if (EmptyRF[r * levels.Frequency + f])
                    names.Add(FormattableString.Invariant($"R{r + 1} F{f + 1}"));
            }
        }

        return names.AsReadOnly();
    }
}
