using MemberValue.Churn;
using MemberValue.Lifecycle;
using MemberValue.Members;

namespace MemberValue.Playbooks;

/// <summary>The built-in actions of common practice. Other texts or rules are given with <see cref="PlaybookOptions"/> or JSON.</summary>
internal static class DefaultPlaybook
{
    public static PlaybookOptions Options() => new()
    {
        Name = "default",
        Actions =
        [
            Action(
                "welcome", "Welcome offer, and guidance to the first purchase.", "app push, e-mail, SMS", "A first purchase.",
                "发放新人礼券，引导完成首购。", "App 推送、邮件、短信", "促成首次购买"),
            Action(
                "second-purchase", "Follow up the first purchase with care and usage tips, then a limited-time voucher for the next one.",
                "app push, messenger", "A second purchase.",
                "首购后做关怀与使用指导，再发放限时复购券。", "App 推送、企业微信", "促成第二次购买"),
            Action(
                "engage", "Events for members, points and personal recommendations.", "app, e-mail", "More purchases and larger baskets.",
                "会员活动、积分激励与个性化推荐。", "App、邮件", "提升购买频次与客单价"),
            Action(
                "vip", "VIP privileges: early access, a dedicated service line, a birthday gift, rewards for referrals.",
                "personal adviser, app", "Keep them loyal, and have them recommend the shop.",
                "VIP 专属权益：新品优先、专属客服、生日礼遇、推荐奖励。", "专属顾问、App", "保持忠诚，带动口碑推荐"),
            Action(
                "wake-up", "Wake-up offer: a limited-time voucher for what they used to buy.", "SMS, app push, e-mail", "A purchase before they are lost.",
                "唤醒优惠：针对曾购品类的限时优惠券。", "短信、App 推送、邮件", "流失前促成再次购买"),
            Action(
                "win-back", "A strong reactivation offer, and a call that asks why they left.", "SMS, phone survey",
                "Win back the most valuable members; learn why the others left.",
                "大力度召回优惠，并做流失原因分析与回访。", "短信、电话回访", "挽回高价值会员，查明流失原因"),
            Action(
                "welcome-back", "Welcome back: thank them, restore level and points, show what is new.", "app push, messenger",
                "Another purchase within their usual gap.",
                "欢迎回归：致谢，恢复等级与积分，介绍新品。", "App 推送、企业微信", "在平时的购买周期内再次购买"),
            Action(
                "retain", "Ask whether they are satisfied, and make an offer before their activity drops.", "app push, messenger",
                "Remove the reason to leave.",
                "满意度回访，在活跃度下降前给出专属优惠。", "App 推送、企业微信", "消除流失原因"),
            Action(
                "retain-vip", "A personal call from their adviser that settles any complaint.", "phone, personal adviser", "Keep the most valuable members.",
                "专属顾问一对一回访，解决不满。", "电话、专属顾问", "留住高价值会员"),
        ],
        Rules =
        [
            new PlaybookRule { Stage = LifecycleStage.New, Action = "welcome" },
            new PlaybookRule { Stage = LifecycleStage.FirstTime, Action = "second-purchase" },
            new PlaybookRule { Stage = LifecycleStage.Active, Action = "engage" },
            new PlaybookRule { Stage = LifecycleStage.Loyal, Action = "vip" },
            new PlaybookRule { Stage = LifecycleStage.Dormant, Action = "wake-up" },
            new PlaybookRule { Stage = LifecycleStage.Lost, Action = "win-back" },
            new PlaybookRule { Stage = LifecycleStage.Returned, Action = "welcome-back" },
            new PlaybookRule { Stage = LifecycleStage.Active, Risk = RiskLevel.High, Action = "retain" },
            new PlaybookRule { Stage = LifecycleStage.Loyal, Risk = RiskLevel.High, Action = "retain-vip" },
        ],
    };

    private static PlaybookAction Action(
        string id, string action, string channel, string aim, string chineseAction, string chineseChannel, string chineseAim) => new()
        {
            Id = id,
            Action = Text.Of(action, chineseAction),
            Channel = Text.Of(channel, chineseChannel),
            Aim = Text.Of(aim, chineseAim),
        };
}
