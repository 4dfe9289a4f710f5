namespace Vardbro.Waiting.Register;

/// <summary>Sex as the register has it (XSD: 1 man, 2 kvinna).</summary>
public enum Sex
{
    /// <summary>Not stated.</summary>
    Unknown,

    /// <summary>Man.</summary>
    Male,

    /// <summary>Kvinna.</summary>
    Female,
}

/// <summary>One contact of a region's month, as statistics needs it: nothing that points at a person.</summary>
/// <param name="Kind">What is or was waited for.</param>
/// <param name="Service">Place of the service (medicinskt verksamhetsområde, mvo) among the batch's services.</param>
/// <param name="Unit">Place of the care unit among the batch's units.</param>
/// <param name="Municipality">Place of the home municipality among the batch's municipalities.</param>
/// <param name="Sex">Sex.</param>
/// <param name="BirthYear">Birth year.</param>
/// <param name="Deviation">The deviation reported, if any.</param>
/// <param name="Guaranteed">Whether the care guarantee covers it.</param>
/// <param name="From">The day the wait started.</param>
/// <param name="To">The day care started; null for who still waits at the end of the month.</param>
/// <param name="Target">The medical target date, if reported.</param>
public readonly record struct Contact(
    WaitKind Kind,
    int Service,
    int Unit,
    int Municipality,
    Sex Sex,
    int BirthYear,
    DeviationKind? Deviation,
    bool Guaranteed,
    DateOnly From,
    DateOnly? To,
    DateOnly? Target)
{
    /// <summary>Days waited: to care, or to the day asked for.</summary>
    public int DaysOn(DateOnly day) => (To ?? day).DayNumber - From.DayNumber;
}
