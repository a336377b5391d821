using System.Text.Json.Serialization;

namespace MemberValue.Lifecycle;

/// <summary>How rules, learned limits and rhythms are written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(ThresholdStagesDocument))]
[JsonSerializable(typeof(LearnedLimitsDocument))]
[JsonSerializable(typeof(PurchaseRhythmDocument))]
internal sealed partial class StageJson : JsonSerializerContext;
