using System.Text.Json.Serialization;

namespace MemberValue.Clv;

/// <summary>
/// When a member's payments fall, in the retention formulas: a payment of m per period, made as long as the member stays. r is the share of
/// members who stay from one period to the next, d the discount rate per period. Each case is a sum of the payments' expected present values.
/// </summary>
/// <remarks>
/// The three differ by factors only: <see cref="AtEndOfPeriod"/> is <see cref="FirstPaymentNow"/> / (1 + d), and
/// <see cref="AlreadyReceived"/> is <see cref="AtEndOfPeriod"/> x r, and also <see cref="FirstPaymentNow"/> less the payment now. Source:
/// Fader and Hardie, note 024, which shows that textbooks use all three under one name.
/// </remarks>
[JsonConverter(typeof(JsonStringEnumConverter<PaymentTiming>))]
public enum PaymentTiming
{
    /// <summary>
    /// The present period is paid; the next payment falls one period from now, if the member stays: m r / (1 + d - r).
    /// <code>
    /// now     1       2       3
    /// (paid)  m r     m r^2   m r^3 ...
    /// </code>
    /// The value of an existing member just after a payment.
    /// </summary>
    AlreadyReceived = 0,

    /// <summary>
    /// The first payment is made now and is certain: m (1 + d) / (1 + d - r).
    /// <code>
    /// now     1       2       3
    /// m       m r     m r^2   m r^3 ...
    /// </code>
    /// The value of a new member at the moment of joining, or of an existing one just before a payment that is sure to come.
    /// </summary>
    FirstPaymentNow = 1,

    /// <summary>
    /// Every period is paid at its end; the member is sure to be there for the present one: m / (1 + d - r).
    /// <code>
    /// now     1       2       3
    ///         m       m r     m r^2 ...
    /// </code>
    /// The value of a new member when the money of a period is counted at its end.
    /// </summary>
    AtEndOfPeriod = 2,
}
