namespace YPort.Twin.Model.Waste;

/// <summary>A year's tonnage of one category, as somebody declared it.</summary>
/// <param name="Year">CE, January to December.</param>
/// <param name="Category">As on tickets: "mixed", "food", ...</param>
/// <param name="Grams">Wet.</param>
public sealed record TonnageYear(int Year, string Category, long Grams, Declaration Said);
