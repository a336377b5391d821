using System.Runtime.InteropServices;

namespace MemberValue.Members;

/// <summary>The part of a running state that only a member's first cells, refunds, margins and events touch.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct ColdState
{
    public Int128 FirstNet;
    public Int128 MiddleFirstSpend;
    public int FirstCell;
    public int MiddleFirst;
    public int Registration; // MemberColumns.NoCell without one
    public int LastVisit;    // MemberColumns.NoCell without one
    public Int128 Refunds;
    public Int128 Margin;
    public Int128 MiddleOther; // net of the closed cells that are no purchases
}
