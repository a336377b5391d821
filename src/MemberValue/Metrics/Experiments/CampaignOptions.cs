using MemberValue.Common;

namespace MemberValue.Metrics;

/// <summary>What a campaign may cost. A plain class that configuration can bind; checked when members are selected.</summary>
public sealed class CampaignOptions
{
    /// <summary>The most that contacts may cost in all, 0 or more; null, the default, for no limit.</summary>
    public decimal? Budget { get; set; }

    /// <summary>The most members to contact, 0 or more; null, the default, for no limit.</summary>
    public int? MostContacts { get; set; }

    /// <summary>What contacting one member costs, 0 or more, where no column of costs is given; 1 by default.</summary>
    public decimal ContactCost { get; set; } = 1;

    internal CampaignOptions Checked()
    {
        OptionError.Require(this, !(Budget < 0), nameof(Budget), Budget, "it must be 0 or more");
        OptionError.Require(this, !(MostContacts < 0), nameof(MostContacts), MostContacts, "it must be 0 or more");
        OptionError.Require(this, ContactCost >= 0, nameof(ContactCost), ContactCost, "it must be 0 or more");
        return (CampaignOptions)MemberwiseClone();
    }
}
