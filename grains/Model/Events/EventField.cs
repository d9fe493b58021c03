namespace YPort.Twin.Model.Events;

/// <summary>What may stand in an event's field.</summary>
public enum FieldForm
{
    /// <summary>1 to 500 characters for people, without control characters.</summary>
    Text,

    /// <summary>A short name: 1 to 64 of letters, digits and <c>. _ : / + -</c>.</summary>
    Code,

    /// <summary>One of the field's choices.</summary>
    Choice,

    /// <summary>A mass in kg: 0 to 1e9, at most three decimals, so that it is whole grams.</summary>
    Kilograms,

    /// <summary>A whole number, 0 to 1e9.</summary>
    Count,

    /// <summary>An exact number, at most 28 digits; as JSON number or, to keep its zeros, as text.</summary>
    Decimal,

    /// <summary>true or false.</summary>
    Flag,

    /// <summary>A calendar date, such as 2026-11-24.</summary>
    Date,

    /// <summary>An object of the field's members.</summary>
    Object,

    /// <summary>At most 1,000 codes.</summary>
    Codes,

    /// <summary>At most 1,000 objects of the field's members.</summary>
    Objects,
}

/// <summary>One field of an event.</summary>
/// <param name="Name">As callers write it; a mass ends in "Kg".</param>
/// <param name="Choices">For <see cref="FieldForm.Choice"/>.</param>
/// <param name="Members">For <see cref="FieldForm.Object"/> and <see cref="FieldForm.Objects"/>.</param>
/// <param name="Says">What it is, in one line, for people.</param>
public sealed record EventField(string Name, FieldForm Form, bool Required, string Says, IReadOnlyList<string>? Choices = null, IReadOnlyList<EventField>? Members = null)
{
    public static EventField Text(string name, string says) => new(name, FieldForm.Text, false, says);
    public static EventField Code(string name, string says) => new(name, FieldForm.Code, false, says);
    public static EventField Choice(string name, string says, params string[] choices) => new(name, FieldForm.Choice, false, says, choices);
    public static EventField Kilograms(string name, string says) => new(name, FieldForm.Kilograms, false, says);
    public static EventField Count(string name, string says) => new(name, FieldForm.Count, false, says);
    public static EventField Decimal(string name, string says) => new(name, FieldForm.Decimal, false, says);
    public static EventField Flag(string name, string says) => new(name, FieldForm.Flag, false, says);
    public static EventField Date(string name, string says) => new(name, FieldForm.Date, false, says);
    public static EventField Object(string name, string says, params EventField[] members) => new(name, FieldForm.Object, false, says, Members: members);
    public static EventField Codes(string name, string says) => new(name, FieldForm.Codes, false, says);
    public static EventField Objects(string name, string says, params EventField[] members) => new(name, FieldForm.Objects, false, says, Members: members);

    public EventField Needed => this with { Required = true };
}
