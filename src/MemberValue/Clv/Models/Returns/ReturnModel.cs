using System.Globalization;
using MemberValue.Common;
using MemberValue.Estimation;
using MemberValue.Members;

namespace MemberValue.Clv;

/// <summary>
/// What part of their purchases members give back later: the base's share, and after how many purchases a member's own share counts more than the base's. It
/// turns the spend of purchases into spend that stays. Fitted once, kept as JSON, applied to any later table. Immutable and thread-safe.
/// </summary>
/// <remarks>
/// <para>A refund in the cell of its sale lowers the spend of that purchase, and a model of spend sees it. A refund in a later cell does not: it lies in a
/// cell of its own, which is not a purchase. A member's returns are those refunds, <c>PurchaseSpend - Net</c>, and their own share is returns / purchase
/// spend.</para>
/// <para>The expected share of a member with n purchases and an own share y is (n y + k r) / (n + k): their own with weight n, the base's, r, with weight k.
/// Source: Buehlmann and Straub 1970, "Glaubwuerdigkeit fuer Schadensaetze", Bulletin of the Swiss Association of Actuaries 70. Summed over the base of the
/// fit, purchase spend x expected share equals what was returned, to the last digits: the base's value is neither raised nor lowered.</para>
/// <para>Time plays no role: what members will return is what they have returned. Later refunds are not anticipated, so the share of a base
/// whose purchases are young is too low, by about the mean delay of a refund / the length of the window.</para>
/// </remarks>
public sealed partial class ReturnModel : IFitted, IRowByRow
{
    /// <summary>Creates a model from numbers that the shop knows.</summary>
    /// <param name="share">r: the part of purchase spend that comes back later; 0 to 1.</param>
    /// <param name="credibility">k: how many purchases it weighs; above 0, infinite (the default) for no weight to a member's own returns.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public ReturnModel(double share, double credibility = double.PositiveInfinity)
        : this(FitStatus.Given, share, credibility, report: null, origin: null)
    {
        if (!(share >= 0 && share <= 1))
            throw Error.OutOfRange(nameof(share), $"The share of returns is {share} and must be 0 to 1; 0.12 is 12% of purchase spend.");
        if (!(credibility > 0))
            throw Error.OutOfRange(nameof(credibility), $"The credibility is {credibility} and must be above 0; it may be infinite.");
    }

    private ReturnModel(FitStatus status, double share, double credibility, ReturnReport? report, FitOrigin? origin) =>
        (Status, Share, Credibility, Report, Origin) = (status, share, credibility, report, origin);

    /// <summary>Always <c>ReturnModel</c>.</summary>
    public string Kind => Stored.Name;

    /// <summary>
    /// Where the numbers come from, and whether there are any: <see cref="FitStatus.Given"/>, <see cref="FitStatus.Fitted"/> (also where nothing came back),
    /// <see cref="FitStatus.AllAlike"/> or <see cref="FitStatus.NoData"/>.
    /// </summary>
    public FitStatus Status { get; }

    /// <summary>
    /// r: the part of purchase spend that members about whom nothing is known give back later, 0 to 1. The mean of the members' own shares, weighted by mean
    /// spend and by how much their history says. NaN when the status is <see cref="FitStatus.NoData"/>.
    /// </summary>
    public double Share { get; }

    /// <summary>
    /// k: how many purchases the base's share weighs; above 0, from a fit 1 or more; infinite where members are alike or nothing came back. NaN when the
    /// status is <see cref="FitStatus.NoData"/>.
    /// </summary>
    public double Credibility { get; }

    /// <summary>What was seen in the fit; null for a model whose numbers were given.</summary>
    public ReturnReport? Report { get; }

    /// <summary>What the model was fitted to, with the number of members who have purchase spend; null for a model whose numbers were given.</summary>
    public FitOrigin? Origin { get; }

    /// <summary>Warnings, in English and Chinese; empty where there are none.</summary>
    public IReadOnlyList<Text> Warnings => [.. Sentences()];

    /// <summary>Whether no member has an expected share other than <see cref="Share"/>.</summary>
    internal bool IsSame => !double.IsFinite(Credibility);

    /// <summary>The part of a member's purchase spend that is expected to come back: (n y + k r) / (n + k).</summary>
    /// <param name="purchases">n: number of purchases, the first one too; 0 or more.</param>
    /// <param name="ownShare">
    /// y: what the member gave back in later cells / the spend of those purchases; 0 or more, where anything above 1 counts as 1. NaN where it is not known.
    /// Ignored without a purchase.
    /// </param>
    /// <returns>A share, 0 to 1; <see cref="Share"/> without a purchase or an own share; NaN when the status is <see cref="FitStatus.NoData"/>, and for an
    /// own share below 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="purchases"/> is negative.</exception>
    public double ExpectedShare(int purchases, double ownShare)
    {
        Require.AtLeast(purchases, 0);
        return ownShare < 0 ? double.NaN : ShareOf(purchases, Math.Min(ownShare, 1));
    }

    /// <summary>The part of each member's purchase spend that is expected to come back.</summary>
    /// <param name="columns">The members: Purchases, PurchaseSpend and Net.</param>
    /// <param name="destination">Receives one share per member, 0 to 1; at least as long as the columns. <see cref="Share"/> for a member without purchase
    /// spend.</param>
    /// <exception cref="ArgumentNullException"><paramref name="columns"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is too short; it is unchanged then.</exception>
    /// <exception cref="InvalidOperationException">A column that is needed was not fed.</exception>
    /// <remarks>Single-threaded; allocates nothing.</remarks>
    public void ExpectedShare(MemberColumns columns, Span<double> destination)
    {
        ArgumentNullException.ThrowIfNull(columns);
        var returns = new ReturnColumns(columns);
        Require.Destination(destination.Length, columns.Count);
        Fill(returns, 0, destination[..columns.Count]);
    }

    /// <summary>The same for a table, on all processors.</summary>
    /// <typeparam name="TKey">The type of a member's key.</typeparam>
    /// <param name="table">The members.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>One share per member, with the keys.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="table"/> is null.</exception>
    /// <exception cref="InvalidOperationException">A column that is needed was not fed.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public MemberResults<TKey, double> ExpectedShare<TKey>(MemberTable<TKey> table, CancellationToken cancellationToken = default)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(table);
        return table.Fill<double>(this, ExpectedShare, cancellationToken);
    }

    /// <summary>Share, credibility and status in one line.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => Status == FitStatus.NoData
        ? "Returns: no purchases"
        : FormattableString.Invariant($"Returns: {Share * 100:0.##}% of purchase spend, weighing {Weight} purchases ({Status}")
            + (Origin is { } origin ? FormattableString.Invariant($", {origin.Members} members)") : ")");

    /// <summary>The same model with another share of the base: what a draw from the share's distribution needs.</summary>
    internal ReturnModel WithShare(double share) => new(FitStatus.Given, share, Credibility, report: null, origin: null);

    // The shares of the rows from start on.
    internal void Fill(in ReturnColumns returns, int start, Span<double> destination)
    {
        if (IsSame)
        {
            destination.Fill(Share);
            return;
        }

        for (var i = 0; i < destination.Length; i++)
            destination[i] = ShareOf(returns.Purchases(start + i), returns.OwnShare(start + i));
    }

    private string Weight => IsSame ? "all" : Credibility.ToString("0.#", CultureInfo.InvariantCulture);

    private double ShareOf(int purchases, double ownShare) => IsSame || purchases == 0 || double.IsNaN(ownShare)
        ? Share
        : Math.Min(1, (purchases * ownShare + Credibility * Share) / (purchases + Credibility));
}
