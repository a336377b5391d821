using System.Reflection;
using System.Text.Json.Serialization;
using MemberValue.Lifecycle;
using MemberValue.Members;

namespace MemberValue.Tests.Conformance.Json;

/// <summary>Which public types are results, found by reflection: all but those that are named here, or by their kind, as something else.</summary>
internal static class ResultTypes
{
    /// <summary>What goes into the library, what computes, and what holds a whole base: nothing that a host answers a question with.</summary>
    private static readonly string[] Others =
    [
        "AttritionDraws", "AttritionDraws", "CalibrationHoldout", "CalibrationHoldout", "ChurnDataset", "ChurnDataset", "ChurnMethod", "ChurnMethod",
        "ChurnRiskAssessor", "ChurnRiskAssessor", "ColumnEncoding", "ColumnEncoding", "ContractHistories", "DailyPurchases", "EarlyWarning",
        "EarlyWarning", "EventTime", "EventTime", "FeatureTable", "FeatureTable", "Folds", "FunnelStepCells", "GroupedBootstrap", "LogRules",
        "LogSimulator", "MemberColumn", "MemberColumnData", "MemberColumns", "MemberEvent", "MemberLog", "MemberTable", "MemberTimeView",
        "MoneyColumn", "NamedPredictions", "OrderId", "PredictiveDraws", "PurchaseHistories", "PurchaseLine", "PurchaseLines", "RollingSplit",
        "SnapshotSchedule", "SpendHistories", "Transaction", "ValueDraws", "WeightedRule",
    ];

    private static readonly Assembly Library = typeof(MemberColumns).Assembly;

    /// <summary>Every result type; where it is generic, with keys that are texts and with labels that are stages.</summary>
    public static IReadOnlyList<Type> All { get; } =
        [.. Library.GetExportedTypes().Where(IsResult).SelectMany(Closed).OrderBy(type => type.ToString(), StringComparer.Ordinal)];

    public static IEnumerable<Type> Enums => Library.GetExportedTypes().Where(type => type.IsEnum);

    public static IEnumerable<string> OthersThatAreNotThere =>
        Others.Except(Library.GetExportedTypes().Where(type => IsNamed(type) && !IsByKind(type)).Select(NameOf));

    public static bool IsOf(Type type) => type.Assembly == Library && IsResult(type.IsGenericType ? type.GetGenericTypeDefinition() : type);

    /// <summary>What is kept as a document, and stands as that in JSON.</summary>
    public static IEnumerable<Type> Documents => Library.GetExportedTypes().Where(type => !type.IsInterface && type.GetMethod("ToJson", Type.EmptyTypes) is not null);

    /// <summary>Whether a type says for itself how it stands in JSON.</summary>
    public static bool HasOwnForm(Type type) => type.IsDefined(typeof(JsonConverterAttribute));

    /// <summary>What the serializer shows of a type.</summary>
    public static IEnumerable<PropertyInfo> Properties(Type type) => type.GetProperties()
        .Where(property => property.GetMethod is { IsPublic: true, IsStatic: false } && property.GetIndexParameters().Length == 0
            && property.GetCustomAttribute<JsonIgnoreAttribute>() is null);

    private static bool IsResult(Type type) => !IsByKind(type) && !IsNamed(type);

    private static bool IsNamed(Type type) => Others.Contains(NameOf(type));

    private static string NameOf(Type type) => type.Name.Split('`')[0];

    /// <summary>Not a result by its kind: options and builders, documents that are read again, and the workers behind the interfaces of the library.</summary>
    private static bool IsByKind(Type type) => type.IsEnum || type.IsInterface || type.IsAbstract || type.IsAssignableTo(typeof(Exception))
        || type.IsAssignableTo(typeof(JsonConverter)) || type.IsAssignableTo(typeof(Delegate))
        || NameOf(type).EndsWith("Options", StringComparison.Ordinal) || NameOf(type).EndsWith("Builder", StringComparison.Ordinal)
        || (type.GetMethod("FromJson", [typeof(string)]) is not null)
        || type.GetInterfaces().Any(face => face.Assembly == Library && face.IsVisible);

    private static IEnumerable<Type> Closed(Type type) => !type.IsGenericTypeDefinition ? [type]
        : NameOf(type) == "MemberResults"
            ? [.. new[] { typeof(double), typeof(MemberValue.Rfm.RfmScore), typeof(LifecycleStage), typeof(MemberValue.Churn.ChurnRisk) }
                .Select(result => type.MakeGenericType(typeof(string), result))]
            : [type.MakeGenericType([.. type.GetGenericArguments().Select(parameter => parameter.Name == "TKey" ? typeof(string) : typeof(LifecycleStage))])];
}
