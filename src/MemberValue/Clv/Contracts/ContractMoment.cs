using System.Text.Json.Serialization;

namespace MemberValue.Clv;

/// <summary>
/// At which moment a contract is valued. The three moments differ by whole payments, and textbooks use all three under one name. Where members pay and leave at
/// any moment (<see cref="ContractFamily.ExponentialGamma"/>, <see cref="ContractFamily.WeibullGamma"/>) they are the same.
/// </summary>
[JsonConverter(typeof(JsonStringEnumConverter<ContractMoment>))]
public enum ContractMoment
{
    /// <summary>Not yet acquired, or about to pay for a period for certain: the payment now counts. Discounted expected lifetime (DEL), at least 1.</summary>
    BeforePayment = 0,

    /// <summary>The period is about to end, and the member decides whether to renew: the next payment counts, with its probability. DERL.</summary>
    BeforeRenewal = 1,

    /// <summary>The period has just been paid for: the next payment is one period away.</summary>
    AfterPayment = 2,
}
