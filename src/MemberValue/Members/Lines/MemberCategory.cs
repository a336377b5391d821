using System.Text;
using System.Text.Json.Serialization;
using MemberValue.Common;

namespace MemberValue.Members;

/// <summary>What one member bought of one category.</summary>
/// <param name="Category">The category; null for the lines without a known one.</param>
/// <param name="Net">Net spend: sales less what was given back. Below 0 where more came back than was bought in the window.</param>
/// <param name="Orders">Orders with a sale in the category, also of those given back; exact up to 256 with an id, beyond that an estimate.</param>
/// <param name="Lines">Lines bought.</param>
/// <param name="Quantity">The quantity bought less the quantity given back.</param>
/// <param name="LastDay">The day on which the cell of the last sale begins; null without a sale.</param>
/// <param name="IsKept">Whether the category counts for preference and diversity: it is known, and its net spend is above 0, or it was free and nothing was
/// given back.</param>
public sealed record MemberCategory(
    string? Category, [property: JsonConverter(typeof(ResultJsonConverter))] decimal Net, long Orders, int Lines,
    [property: JsonConverter(typeof(ResultJsonConverter))] decimal Quantity, DateOnly? LastDay, bool IsKept)
{
    private bool PrintMembers(StringBuilder text) => RecordText.Print(
        text,
        $"Category = {Category}, Net = {Net}, Orders = {Orders}, Lines = {Lines}, Quantity = {Quantity}, LastDay = {LastDay}, IsKept = {IsKept}");
}
