"""Figures by place and day into level, trend, forecast and severity; severity into needs."""
