using System.Text;
using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Lifecycle;

/// <summary>The next stage of a member who stays silent.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Cell">The first cell as of which the member is in it; the cell before, the stage is still the present one.</param>
/// <param name="Start">When that cell begins, on the shop's clock; for a table of instants, in UTC.</param>
public sealed record StageChange(
    LifecycleStage Stage,
    [property: JsonIgnore] int Cell,
    [property: JsonConverter(typeof(ResultJsonConverter))] DateTime Start)
{
    private bool PrintMembers(StringBuilder text) => RecordText.Print(text, $"Stage = {Stage}, Cell = {Cell}, Start = {Start}");
}
