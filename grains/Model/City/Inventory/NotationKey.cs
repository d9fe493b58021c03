using YPort.Twin.Model.Register;

namespace YPort.Twin.Model.City.Inventory;

/// <summary>What stands where no value does: a cell is never empty.</summary>
public enum NotationKey
{
    /// <summary>NE: it happens or may happen, and nobody has estimated it.</summary>
    NotEstimated,

    /// <summary>IE: it is in another row; the explanation says in which.</summary>
    IncludedElsewhere,

    /// <summary>NO: it does not happen in this city.</summary>
    NotOccurring,

    /// <summary>C: it is known, and may not be shown.</summary>
    Confidential,
}

/// <summary>How a key is written.</summary>
public static class NotationKeys
{
    public static string Text(this NotationKey key) => key switch
    {
        NotationKey.NotEstimated => "NE",
        NotationKey.IncludedElsewhere => "IE",
        NotationKey.NotOccurring => "NO",
        _ => "C",
    };

    // Japanese as in the tables of the Global Covenant of Mayors, Japan (covenantofmayors-japan.jp).
    public static LocalName Name(this NotationKey key) => key switch
    {
        NotationKey.NotEstimated => new("Not estimated", "ไม่ได้ประเมิน", "未推計"),
        NotationKey.IncludedElsewhere => new("Included elsewhere", "รวมอยู่ในรายการอื่น", "他の箇所に記載"),
        NotationKey.NotOccurring => new("Not occurring", "ไม่เกิดขึ้น", "非発生"),
        _ => new("Confidential", "ข้อมูลลับ", "機密情報"),
    };
}
