namespace Orleans;

/// <summary>A grain whose key is text.</summary>
public interface IGrainWithStringKey : IGrain
{
}
