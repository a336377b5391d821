using System.Text;
using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Learning;

/// <summary>
/// The accuracy of a forest on rows that its trees did not see: each row is predicted by the trees whose bootstrap sample left it out. Breiman 2001, "Random
/// Forests".
/// </summary>
/// <param name="Rows">The rows of a weight above 0 that at least one tree left out; all figures are weighted means over them.</param>
/// <param name="Error">The share of wrong predictions when 0.5 and more counts as yes, 0 to 1. It says little where yes is rare.</param>
/// <param name="Brier">The mean squared difference between probability and outcome, 0 to 1; lower is better.</param>
/// <param name="LogLoss">The mean of -ln(probability of what happened), 0 or more; probabilities are kept 1e-15 away from 0 and 1.</param>
public sealed record ForestOutOfBag(
    int Rows,
    [property: JsonConverter(typeof(ResultJsonConverter))] double Error,
    [property: JsonConverter(typeof(ResultJsonConverter))] double Brier,
    [property: JsonConverter(typeof(ResultJsonConverter))] double LogLoss)
{
    private bool PrintMembers(StringBuilder text) => RecordText.Print(text, $"Rows = {Rows}, Error = {Error}, Brier = {Brier}, LogLoss = {LogLoss}");
}
