namespace Orleans;

public enum GenerateFieldIds
{
    None,
    PublicProperties,
}
