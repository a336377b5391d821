using System.Text;
using MemberValue.Common;

namespace MemberValue.Metrics;

/// <summary>What contacting every member at or above a threshold brings.</summary>
/// <param name="Threshold">The threshold, a prediction that occurs; infinity for contacting nobody.</param>
/// <param name="Contacted">Members contacted.</param>
/// <param name="Leavers">Members contacted who leave unless saved: positive labels.</param>
/// <param name="Cost">What the contacts cost.</param>
/// <param name="Saved">Expected value of the members saved: save rate x the leavers' values.</param>
public readonly record struct ProfitPoint(double Threshold, int Contacted, int Leavers, double Cost, double Saved)
{
    /// <summary>The expected profit: saved less cost.</summary>
    public double Profit => Saved - Cost;

    private bool PrintMembers(StringBuilder text) => RecordText.Print(
        text,
        $"Threshold = {Threshold}, Contacted = {Contacted}, Leavers = {Leavers}, Cost = {Cost}, Saved = {Saved}, Profit = {Profit}");
}
