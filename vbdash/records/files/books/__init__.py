"""What a workbook or CSV file holds, told from its bytes before anything opens it."""
