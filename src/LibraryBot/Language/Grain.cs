namespace LibraryBot.Language;

/// <summary>How finely a phrase of time is said: "2026" is a year, "besok pagi" a part of a day, "jam 9" an hour.</summary>
public enum Grain
{
    Second,
    Minute,
    Hour,
    PartOfDay,
    Day,
    Week,
    Month,
    Year,
}

/// <summary>Which side of the named days or hours is meant; <c>Within</c> when they are meant themselves.</summary>
public enum Edge
{
    Within,
    Before,
    Until,
    From,

    /// <summary>"sejak Senin": from then until today.</summary>
    Since,
    After,
}

/// <summary>Why words can be read in more than one way.</summary>
public enum Doubt
{
    /// <summary>"Sabtu depan", "next Saturday": next week's or the coming one.</summary>
    NextWeekday,

    /// <summary>"Selasa", said on a Tuesday: today or a week on.</summary>
    TodayOrWeekOn,

    /// <summary>"minggu depan", "minggu": the week or the Sunday.</summary>
    SundayOrWeek,

    /// <summary>"jam 7 malam Minggu": Sunday's evening, or the one before it.</summary>
    EveOrNight,

    /// <summary>"5/6": 5 June first, always; an English reader may mean 6 May.</summary>
    DayOrMonth,

    /// <summary>"15 Januari", said in February: the one to come, though the one gone by is nearer.</summary>
    Year,

    /// <summary>"jam 3": three in the afternoon, or at night.</summary>
    HalfOfDay,

    /// <summary>"15.02" alone: the hour, or 15 February.</summary>
    HourOrDate,

    /// <summary>"Senin, 14 Maret 2026", which is a Saturday.</summary>
    DayNameDiffers,
}
